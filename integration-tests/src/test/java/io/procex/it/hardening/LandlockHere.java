package io.procex.it.hardening;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.it.support.LeftProcesses;
import java.io.File;
import java.nio.charset.StandardCharsets;

/** What the kernel says of Landlock itself, without the agent: a test must not skip by mistake. */
final class LandlockHere {
  /** landlock_create_ruleset, on each CPU, with LANDLOCK_CREATE_RULESET_VERSION. */
  private static final String ASK = "print syscall(444, 0, 0, 1)";

  private static final int LEAST_FOR_LOCKDOWN = 2;
  private static final int ALL_THREADS = 8;

  private static int abi; // 0: not known yet

  private LandlockHere() {}

  /** Its version; -1 if there is none. */
  static synchronized int abi() throws Exception {
    if (abi == 0) {
      ProcessBuilder perl = new ProcessBuilder("perl", "-e", ASK);
      LeftProcesses.mark(perl);
      Process process = perl.redirectInput(new File("/dev/null")).start();
      byte[] out = process.getInputStream().readAllBytes();
      abi = Integer.parseInt(new String(out, StandardCharsets.US_ASCII));
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
