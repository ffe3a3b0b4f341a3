package io.procex.it.attach;

import static io.procex.it.attach.AgentCommand.attach;
import static io.procex.it.attach.AgentCommand.detach;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import java.util.List;

/** What is wrong is told to whoever attaches, and leaves the JVM as it was. */
class AttachOptionsIT {
  private static final int WARNING_LINES = 4;
  private static final String REPORT = Artifacts.reportChild().toString();

  /** Since 21 HotSpot warns each time that an agent is attached, whatever it is (JEP 451). */
  private static void assertOnlyTheJvmsWarning(Jdk jdk, int attachments, String errors) {
    List<String> strange = errors.lines().filter(line -> !line.startsWith("WARNING: ")).toList();
    assertEquals(List.of(), strange);
    long warnings =
        errors.lines().filter(line -> line.contains("agent has been loaded dynamically")).count();
    assertEquals(jdk.feature() < 21 ? 0 : attachments, warnings, errors);
    assertEquals(WARNING_LINES * warnings, errors.lines().count(), errors);
  }

  /** What the child reports, without what the agent says. */
  private static String child(Conversation host) throws Exception {
    return host.ask(REPORT).split("agent ", 2)[0];
  }

  private static void assertRefused(Jdk jdk, HostJvm jvm, String options, String reason)
      throws Exception {
    try (Conversation host = new Conversation(jvm)) {
      String stock = child(host);
      attach(host.pid(), options).assertIs(1, host.pid() + ": refused: " + reason);
      assertEquals(stock, child(host));
      detach(host.pid()).assertIs(1, host.pid() + ": the agent is not installed");
      assertOnlyTheJvmsWarning(jdk, 2, host.end());
    }
  }

  @OnSomeJdks
  void onlyTheJvmItselfSpeaksOfTheAttachment(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      final int rounds = 3;
      for (int i = 0; i < rounds; i++) {
        assertEquals(0, attach(host.pid(), "").exitCode());
        assertTrue(host.ask("/bin/true").startsWith("exit 0\n"), "a launch failed");
        assertEquals(0, detach(host.pid()).exitCode());
      }
      assertOnlyTheJvmsWarning(jdk, 2 * rounds, host.end());
    }
  }

  @OnSomeJdks
  void jvmThatAllowsAgentsSaysNothingAtAll(Jdk jdk) throws Exception {
    HostJvm jvm = HostJvm.stock(jdk);
    if (jdk.feature() >= 21) {
      jvm.jvm("-XX:+EnableDynamicAgentLoading");
    }
    try (Conversation host = new Conversation(jvm)) {
      assertEquals(0, attach(host.pid(), "").exitCode());
      assertEquals("", host.end());
    }
  }

  @OnSomeJdks
  void unknownOptionIsNamed(Jdk jdk) throws Exception {
    assertRefused(
        jdk,
        HostJvm.stock(jdk),
        "strict=true,tmpdri=/tmp",
        "unknown option 'tmpdri' (agent argument): did you mean 'tmpdir'?");
  }

  @OnSomeJdks
  void wrongValueIsNamed(Jdk jdk) throws Exception {
    assertRefused(
        jdk,
        HostJvm.stock(jdk),
        "strict=maybe",
        "option 'strict' has the value 'maybe': expected true or false");
  }

  @OnSomeJdks
  void libraryThatIsNotThereIsNamed(Jdk jdk) throws Exception {
    assertRefused(
        jdk,
        HostJvm.stock(jdk),
        "strict=true,native=/no/such.so",
        "option 'native' has the value '/no/such.so': expected a file that can be read");
  }

  @OnSomeJdks
  void killSwitchOfTheJvmBeatsTheAttachment(Jdk jdk) throws Exception {
    assertRefused(
        jdk,
        HostJvm.stock(jdk).env("PROCEX_ENABLED", "false"),
        "enabled=true",
        "the option 'enabled' is false");
  }

  @OnSomeJdks
  void wrongOptionLeavesAnInstalledAgentAsItWas(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      assertEquals(0, attach(host.pid(), "LimitNOFILE=333").exitCode());
      String before = child(host);
      assertTrue(before.contains("out nofile 333 "), before);
      attach(host.pid(), "LimitNOFILE=444,strict=")
          .assertIs(
              1,
              host.pid() + ": refused: option 'strict' has the value '': expected true or false");
      assertEquals(before, child(host));
    }
  }

  @OnSomeJdks
  void killSwitchTakesTheAgentOut(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      String stock = child(host);
      assertEquals(0, attach(host.pid(), "").exitCode());
      attach(host.pid(), "enabled=false")
          .assertIs(0, host.pid() + ": detached: the JDK makes all launches again");
      assertEquals(stock, child(host));
    }
  }

  /** Nobody who attaches can change what the JVM was started with. */
  @OnSomeJdks
  void whatWasWrongBeforeDoesNotStandInTheWay(Jdk jdk) throws Exception {
    HostJvm jvm = HostJvm.stock(jdk).env("PROCEX_TMPDRI", "/tmp").jvm("-Dprocex.strict=maybe");
    try (Conversation host = new Conversation(jvm)) {
      attach(host.pid(), "LimitNOFILE=333")
          .assertIs(0, host.pid() + ": installed: launches go through the native core");
      String report = host.ask(REPORT);
      assertTrue(report.contains("out nofile 333 "), report);
    }
  }

  @OnSomeJdks
  void argumentThatTheProtocolCannotCarryIsRefused(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      AgentCommand.Outcome outcome = attach(host.pid(), "log=/tmp/" + "x".repeat(1024));
      assertEquals(1, outcome.exitCode());
      assertTrue(
          outcome.err().startsWith(host.pid() + ": options and path of the jar are too long by "),
          outcome::toString);
    }
  }
}
