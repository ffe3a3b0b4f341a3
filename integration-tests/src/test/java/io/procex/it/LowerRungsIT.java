package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.MountNamespace;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.util.ArrayList;
import java.util.List;

/** The bottom of the ladder, and limits on open files that are unusually low or high. */
class LowerRungsIT {
  private static final String FAULT = Artifacts.fault().toString();

  /**
   * What a child reports if close_range is refused and /proc is hidden before the first launch,
   * which is when the ladder is climbed. The wrapper has to replace itself by the JVM.
   */
  private static String reportWithoutProc(Jdk jdk, String... wrapper) throws Exception {
    MountNamespace.assumePossible();
    List<String> command = new ArrayList<>(List.of(wrapper));
    command.addAll(List.of("unshare", "-m", FAULT, "close_range=ENOSYS", "--"));
    HostJvm host = HostJvm.withAgent(jdk).by(command.toArray(String[]::new));
    try (Conversation conversation = new Conversation(host)) {
      String pid = Long.toString(conversation.pid());
      ProcessBuilder hide =
          new ProcessBuilder(
              "nsenter", "--mount", "--target", pid, "mount", "-t", "tmpfs", "none", "/proc");
      assertEquals(0, hide.inheritIO().start().waitFor());
      String report = conversation.ask(Artifacts.reportChild().toString());
      assertEquals("", conversation.end());
      return report;
    }
  }

  @OnOneJdk
  void loopOfCloseIsTheLastRung(Jdk jdk) throws Exception {
    String report = reportWithoutProc(jdk, "prlimit", "--nofile=4096:4096");
    assertTrue(report.contains("out fds 0 1 2\n"), report);
    assertTrue(report.contains("agent 1 close-loop, 0 failed, 0 fallbacks\n"), report);
    assertTrue(report.contains("log: shared-table refused: step table, ENOSYS\n"), report);
    assertTrue(report.contains("log: close-range refused: step close, ENOSYS\n"), report);
    assertTrue(report.contains("log: proc-walk refused: step close, ENOENT\n"), report);
  }

  /** A loop over a million numbers for each launch would be worse than the JDK's own way. */
  @OnOneJdk
  void loopIsNotTriedUnderAHugeLimit(Jdk jdk) throws Exception {
    String limit = "--nofile=1000000:1000000";
    assumeTrue(
        new ProcessBuilder("prlimit", limit, "true").start().waitFor() == 0,
        "the hard limit on open files cannot be raised here (needs CAP_SYS_RESOURCE)");
    String report = reportWithoutProc(jdk, "prlimit", limit);
    assertTrue(report.contains("agent 0 failed, 1 fallbacks\n"), report);
    assertTrue(report.contains("close-loop refused: step close, ERANGE"), report);
  }

  /** There the application needs its low numbers itself: none is reserved. */
  @OnOneJdk
  void lowLimitLeavesThePrivateTable(Jdk jdk) throws Exception {
    // JDK 8 has the jars of its own library open, and java.io opens more.
    int[] limits = jdk.feature() == 8 ? new int[] {511, 64, 40} : new int[] {511, 64, 20};
    for (int limit : limits) {
      String setting = "--nofile=%d:%d".formatted(limit, limit);
      Result result =
          HostJvm.withAgent(jdk)
              .by("prlimit", setting)
              .run(Launch.class, Artifacts.reportChild().toString());
      assertEquals("", result.err());
      assertEquals("0 1 2", result.line("out fds "));
      assertEquals("%d %d".formatted(limit, limit), result.line("out nofile "));
      assertEquals("1 close-range, 0 failed, 0 fallbacks", result.line("agent "));
      assertTrue(result.out().contains("log: shared-table refused: step slot, EMFILE"));
    }
  }

  /** The slots, and stdio in the child, need it: no rung can do without. */
  @OnOneJdk
  void refusedDup3LeavesTheLaunchToTheJdk(Jdk jdk) throws Exception {
    for (String error : List.of("EPERM", "ENOSYS")) {
      Result result =
          HostJvm.withAgent(jdk).by(FAULT, "dup3=" + error, "--").run(Launch.class, "/bin/true");
      assertEquals("", result.err());
      assertEquals("0", result.line("exit "), result::toString);
      assertEquals("0 failed, 1 fallbacks", result.line("agent "));
    }
  }
}
