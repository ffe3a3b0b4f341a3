package io.procex.it.attach;

import static io.procex.it.attach.AgentCommand.attach;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.VirtualMachine;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;

/** The agent attached to a JVM that is running. */
class AttachIT {
  private static final String REPORT = Artifacts.reportChild().toString();

  private static void assertInstalled(long pid, String options) throws Exception {
    attach(pid, options).assertIs(0, pid + ": installed: launches go through the native core");
  }

  private static void assertLaunched(int count, String limit, String report) {
    assertTrue(report.contains("out fds 0 1 2\n"), report);
    assertTrue(report.contains("\nout nofile " + limit + " "), report);
    assertTrue(
        report.contains("agent " + count + " shared-table, 0 failed, 0 fallbacks\n"), report);
  }

  @OnEachJdk
  void launchesAfterTheAttachmentGoThroughTheCore(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      String before = host.ask(REPORT);
      assertTrue(before.contains("agent none\n"), before);
      assertInstalled(host.pid(), "");
      assertLaunched(1, "1024", host.ask(REPORT));
    }
  }

  @OnEachJdk
  void jvmThatHasNotLaunchedYetIsAttachedToAsWell(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      assertInstalled(host.pid(), "LimitNOFILE=333");
      assertLaunched(1, "333", host.ask(REPORT));
    }
  }

  @OnEachJdk
  void otherOptionsHoldFromTheNextLaunchOn(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      assertInstalled(host.pid(), "LimitNOFILE=333");
      assertLaunched(1, "333", host.ask(REPORT));
      attach(host.pid(), "LimitNOFILE=444")
          .assertIs(0, host.pid() + ": options re-read: changed: LimitNOFILE");
      assertLaunched(2, "444", host.ask(REPORT));
      attach(host.pid(), "strict=true")
          .assertIs(0, host.pid() + ": options re-read: changed: strict, LimitNOFILE");
      attach(host.pid(), "reaper=jdk,log.args=none")
          .assertIs(0, host.pid() + ": options re-read: changed: strict, reaper, log.args");
      assertLaunched(3, "1024", host.ask(REPORT));
    }
  }

  @OnEachJdk
  void theSameOptionsAgainChangeNothing(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      assertInstalled(host.pid(), "LimitNOFILE=333");
      for (int launches = 1; launches <= 3; launches++) {
        assertLaunched(launches, "333", host.ask(REPORT));
        attach(host.pid(), "LimitNOFILE=333")
            .assertIs(0, host.pid() + ": unchanged, the agent is installed with these options");
      }
    }
  }

  @OnEachJdk
  void optionsThatComeTooLateAreNamed(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      assertInstalled(host.pid(), "");
      AgentCommand.Outcome outcome = attach(host.pid(), "native=/bin/true,tmpdir=/tmp");
      assertTrue(outcome.out().startsWith(host.pid() + ": unchanged"), outcome::toString);
      assertTrue(outcome.out().contains("'native' has no effect: "), outcome::toString);
      assertTrue(outcome.out().contains("'tmpdir' has no effect: "), outcome::toString);
      assertEquals(0, outcome.exitCode());
      assertLaunched(1, "1024", host.ask(REPORT));
    }
  }

  /** Before its first launch nothing is loaded, and so everything can still change. */
  @OnEachJdk
  void agentFromTheStartReadsItsOptionsAgain(Jdk jdk) throws Exception {
    HostJvm withAgent = HostJvm.withAgent(jdk, "LimitNOFILE=333", "native=/no/such.so");
    try (Conversation host = new Conversation(withAgent)) {
      attach(host.pid(), "LimitNOFILE=444")
          .assertIs(0, host.pid() + ": options re-read: changed: LimitNOFILE, native");
      assertLaunched(1, "444", host.ask(REPORT));
    }
  }

  private static void loadByTheAttachApi(long pid, String options) throws Exception {
    VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
    try {
      jvm.loadAgent(Artifacts.agentJar().toString(), options);
    } catch (AgentLoadException e) {
      // How a JDK 8 words success is news to later ones.
      assertEquals("Failed to load agent library: 0", e.getMessage());
    } finally {
      jvm.detach();
    }
  }

  /** As by jcmd or another tool, which passes plain options and waits for no answer. */
  @OnEachJdk
  void attachApiOfTheJdkAttachesAsWell(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      for (String limit : new String[] {"333", "444"}) {
        loadByTheAttachApi(host.pid(), "LimitNOFILE=" + limit);
        assertLaunched(limit.equals("333") ? 1 : 2, limit, host.ask(REPORT));
      }
    }
  }
}
