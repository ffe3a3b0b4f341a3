package io.procex.it.attach;

import static io.procex.it.attach.AgentCommand.attach;
import static io.procex.it.attach.AgentCommand.detach;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be attached to is named, and comes to no harm. */
class AttachRefusalIT {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "-1", "0", "12x", "99999999999", ""})
  void whatIsNoPidIsWrongUsage(String text) throws Exception {
    AgentCommand.Outcome outcome = AgentCommand.run("attach", "--", text);
    assertEquals(2, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.err().contains("'" + text + "' is not a process id"), outcome::toString);
    assertEquals("", outcome.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "attach", "detach", "atach 1", "detach 1 2", "attach --verbose 1"})
  void wrongUsageIsAnsweredWithTheRightOne(String command) throws Exception {
    String[] arguments = command.isEmpty() ? new String[0] : command.split(" ");
    AgentCommand.Outcome outcome = AgentCommand.run(arguments);
    assertEquals(2, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.err().contains("Usage: java -jar procex-agent.jar"), outcome::toString);
    assertEquals("", outcome.out());
  }

  @Test
  void pidOfNoProcessIsNamed() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    long pid = ended.pid();
    attach(pid, "").assertIs(1, pid + ": no such process");
    detach(pid).assertIs(1, pid + ": no such process");
  }

  /** SIGQUIT, by which a JVM is asked to listen, would end it. */
  @Test
  void processThatIsNoJvmIsNamedAndGoesOn() throws Exception {
    Process cat = new ProcessBuilder("cat").start();
    try {
      attach(cat.pid(), "").assertIs(1, cat.pid() + ": not a JVM (cat)");
      cat.getOutputStream().close();
      assertEquals(0, cat.waitFor());
    } finally {
      cat.destroyForcibly();
    }
  }

  /** As in a container, whose root may not look into processes with more rights; but attach. */
  @Test
  void processThatMayNotBeLookedIntoIsAttachedToAllTheSame() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can give up rights");
    Jdk jdk = Jdk.all().get(0);
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      ProcessBuilder builder =
          new ProcessBuilder(
              "setpriv",
              "--bounding-set=-all",
              jdk.java().toString(),
              "-jar",
              Artifacts.agentJar().toString(),
              "attach",
              Long.toString(host.pid()));
      builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
      Process command = builder.start();
      String err = new String(command.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      String out = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, command.waitFor(), err);
      assertTrue(out.startsWith(host.pid() + ": installed: "), out);
    }
  }

  @OnSomeJdks
  void threadOfAJvmIsNoProcess(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk));
        Stream<Path> tasks = Files.list(Path.of("/proc/" + host.pid() + "/task"))) {
      long thread =
          tasks
              .map(task -> Long.parseLong(task.getFileName().toString()))
              .filter(task -> task != host.pid())
              .findFirst()
              .orElseThrow();
      attach(thread, "").assertIs(1, thread + ": a thread of process " + host.pid());
    }
  }

  private static void assertNotAttachable(HostJvm jvm, String reason) throws Exception {
    try (Conversation host = new Conversation(jvm)) {
      AgentCommand.Outcome outcome = attach(host.pid(), "");
      assertEquals(1, outcome.exitCode(), outcome::toString);
      assertTrue(outcome.err().startsWith(host.pid() + ": "), outcome::toString);
      assertTrue(outcome.err().contains(reason), outcome::toString);
      // A list of all threads would stand here, had the JVM been asked.
      assertEquals("exit 0\nagent none\n", host.ask("/bin/true"));
    }
  }

  @OnSomeJdks
  void jvmThatForbidsAttachingIsNotAsked(Jdk jdk) throws Exception {
    assertNotAttachable(
        HostJvm.stock(jdk).jvm("-XX:+DisableAttachMechanism"),
        "does not allow attaching (it was started with -XX:+DisableAttachMechanism)");
    assertNotAttachable(
        HostJvm.stock(jdk).jvm("-XX:+DisableAttachMechanism", "-XX:-UsePerfData"),
        "does not allow attaching (it was started with -XX:+DisableAttachMechanism)");
  }

  /** With -XX:-EnableDynamicAgentLoading (JDK 9 on) the JVM answers, and the answer is no. */
  @OnSomeJdks
  void jvmThatForbidsAgentsSaysSo(Jdk jdk) throws Exception {
    assumeTrue(jdk.feature() >= 9, "JDK 8 cannot be told to load no agents");
    assertNotAttachable(
        HostJvm.stock(jdk).jvm("-XX:-EnableDynamicAgentLoading"), "-XX:+EnableDynamicAgentLoading");
  }

  private HostJvm forbiddenByFile(Jdk jdk, String... more) throws Exception {
    Path flags = directory.resolve("flags");
    Files.writeString(flags, "+DisableAttachMechanism\n");
    return HostJvm.stock(jdk).jvm("-XX:Flags=" + flags).jvm(more);
  }

  /** If its command line does not show it, the JVM's performance data do. */
  @OnSomeJdks
  void jvmThatForbidsAttachingByAFileIsNotAsked(Jdk jdk) throws Exception {
    assertNotAttachable(
        forbiddenByFile(jdk),
        "cannot be attached to: The VM does not support the attach mechanism");
  }

  @OnSomeJdks
  void jvmThatDoesNotHandleTheSignalIsNotSentIt(Jdk jdk) throws Exception {
    assertNotAttachable(
        forbiddenByFile(jdk, "-Xrs"), "does not allow attaching: it does not handle SIGQUIT");
  }

  /** It listens from the start, for it could not be asked to later. */
  @OnSomeJdks
  void jvmThatLeavesSignalsAloneIsAttachedTo(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk).jvm("-Xrs"))) {
      assertEquals(0, attach(host.pid(), "").exitCode());
      String launch = host.ask("/bin/true");
      Result.assertLaunchedByCore(1, launch);
    }
  }
}
