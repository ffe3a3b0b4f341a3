package io.procex.it.hardening;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.it.support.Artifacts;
import io.procex.it.support.LeftProcesses;
import java.nio.charset.StandardCharsets;

/** What the kernel says of Landlock itself, without the agent: a test must not skip by mistake. */
final class LandlockHere {
  private static final int LEAST_FOR_LOCKDOWN = 2;
  private static final int ALL_THREADS = 8;

  private static int abi; // 0: not known yet

  private LandlockHere() {}

  /** Its version; -1 if there is none. */
  static synchronized int abi() throws Exception {
    if (abi == 0) {
      String program = Artifacts.nativeProgram("landlock_abi").toString();
      Process process = LeftProcesses.mark(new ProcessBuilder(program)).start();
      byte[] out = process.getInputStream().readAllBytes();
      abi = Integer.parseInt(new String(out, StandardCharsets.US_ASCII).trim());
    }
    return abi;
  }

  /** Whether it can hold rules that allow some programs. */
  static boolean isEnough() throws Exception {
    return abi() >= LEAST_FOR_LOCKDOWN;
  }

  /** Whether it takes all threads at once, without a signal. */
  static boolean takesAllThreads() throws Exception {
    return abi() >= ALL_THREADS;
  }

  /** Skips a test that needs it. */
  static void assume() throws Exception {
    assumeTrue(isEnough(), "this kernel has no Landlock of ABI 2, but " + abi());
  }
}
