package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.MountNamespace;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.util.ArrayList;
import java.util.List;

/** /proc that is hidden after the JVM has started: chroots, hardened services. */
class HiddenProcIT {
  private static HostJvm inOwnMountNamespace(Jdk jdk, String... faults) throws Exception {
    MountNamespace.assumePossible();
    List<String> command = new ArrayList<>(List.of("unshare", "-m"));
    if (faults.length > 0) {
      command.add(Artifacts.fault().toString());
      command.addAll(List.of(faults));
      command.add("--");
    }
    return HostJvm.withAgent(jdk, "LimitNOFILE=inherit").by(command.toArray(String[]::new));
  }

  /** The host hides its own /proc by its first child. */
  private static String reportAfterHiding(HostJvm host) throws Exception {
    try (Conversation conversation = new Conversation(host)) {
      String hidden = conversation.ask("mount -t tmpfs none /proc");
      assertTrue(hidden.contains("exit 0\n"), hidden);
      String report = conversation.ask(Artifacts.reportChild().toString());
      assertTrue(report.contains("out fds 0 1 2\n"), report);
      assertEquals("", conversation.end());
      return report;
    }
  }

  @OnSomeJdks
  void sharedTableNeedsNoProc(Jdk jdk) throws Exception {
    String report = reportAfterHiding(inOwnMountNamespace(jdk));
    Result.assertLaunchedByCore(2, report);
  }

  @OnSomeJdks
  void withoutCloseRangeTheWalkGivesWayToALoop(Jdk jdk) throws Exception {
    String report = reportAfterHiding(inOwnMountNamespace(jdk, "close_range=ENOSYS"));
    assertTrue(report.contains("agent 2 proc-walk, 0 failed, 0 fallbacks\n"), report);
  }
}
