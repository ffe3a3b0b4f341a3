package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.hosts.LaunchOften;
import io.procex.hosts.ObserveRedirects;
import io.procex.hosts.PipeFlags;
import io.procex.hosts.WithOpenFiles;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Parity;
import io.procex.it.support.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which descriptors children get, and which the JVM keeps, with many files open. */
@Execution(ExecutionMode.CONCURRENT)
class InheritedDescriptorsIT {
  private static final String OPEN_FILES = "5000";
  private static final int LAUNCHES = 1000;

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdk.some();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void childInheritsOnlyStdio(Jdk jdk) throws Exception {
    Result result = launchWithOpenFiles(HostJvm.withAgent(jdk), Artifacts.reportChild().toString());
    assertEquals("0 1 2", result.line("out fds "));
  }

  /** A shell lists its own descriptors; the stock JDK's list is printed for comparison. */
  @ParameterizedTest
  @MethodSource("jdks")
  void childIsCleanInItsOwnEyes(Jdk jdk) throws Exception {
    String[] command = {
      "sh",
      "-c",
      "echo descriptors $(ls /proc/self/fd); ls -l /proc/self/fd;"
          + " echo limit $(ulimit -Sn); cat /proc/self/status | grep Sig"
    };
    Result result = launchWithOpenFiles(HostJvm.withAgent(jdk), command);
    assertEquals("0 1 2 3", result.line("out descriptors "), "3 is the directory that ls lists");
    assertEquals("1024", result.line("out limit "));
    assertEquals("0000000000000000", result.line("out SigBlk:\t"));
    assertEquals("0000000000000000", result.line("out SigCgt:\t"));
    System.out.println(
        jdk + " without the agent: " + launchWithOpenFiles(HostJvm.stock(jdk), command));
  }

  private static Result launchWithOpenFiles(HostJvm host, String... command) throws Exception {
    String[] arguments = new String[command.length + 2];
    arguments[0] = OPEN_FILES;
    arguments[1] = Launch.class.getName();
    System.arraycopy(command, 0, arguments, 2, command.length);
    return host.run(WithOpenFiles.class, arguments);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void redirectionsAboveTheChildsLimitWork(Jdk jdk) throws Exception {
    Parity.check(
        jdk,
        WithOpenFiles.class,
        OPEN_FILES,
        ObserveRedirects.class.getName(),
        directory.toString());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void pipeEndsOfTheParentAreCloseOnExec(Jdk jdk) throws Exception {
    Result result = HostJvm.withAgent(jdk).run(PipeFlags.class);
    assertEquals("3", result.line("pipe ends "));
    assertEquals("3", result.line("close-on-exec "));
    Result stock = HostJvm.stock(jdk).run(PipeFlags.class);
    System.out.println(jdk + " without the agent: close-on-exec " + stock.line("close-on-exec "));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void thousandLaunchesLeaveNothingOpen(Jdk jdk) throws Exception {
    Result result =
        HostJvm.withAgent(jdk, "reaper=pidfd").run(LaunchOften.class, Integer.toString(LAUNCHES));
    assertEquals("{}", result.line("left open "));
    assertEquals("{}", result.line("closed "));
    assertTrue(result.line("agent ").endsWith(" 102 failed, 0 fallbacks"), result::toString);
  }
}
