package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see of a JVM from outside. */
@ResourceLock("attach") // FollowerIT would see its record file
class CommandsIT {
  @TempDir Path directory;

  private static String out(String... arguments) throws Exception {
    AgentCommand.Outcome outcome = AgentCommand.run(arguments);
    assertEquals("", outcome.err());
    assertEquals(0, outcome.exitCode());
    return outcome.out();
  }

  private static String lineOf(long pid, String table) {
    return table
        .lines()
        .filter(line -> line.trim().startsWith(pid + " "))
        .findFirst()
        .orElseThrow(() -> new AssertionError(pid + " is not in:\n" + table));
  }

  /** From 21 on a JVM itself warns that somebody attaches (JEP 451). */
  private static void assertWarnsAtMost(String errors) {
    assertTrue(errors.lines().allMatch(line -> line.startsWith("WARNING: ")), errors);
  }

  @OnSomeJdks
  void listTellsWhetherTheAgentIsThereAndInUse(Jdk jdk) throws Exception {
    Path renamed =
        Files.copy(io.procex.it.support.Artifacts.agentJar(), directory.resolve("x.jar"));
    try (Conversation stock = new Conversation(HostJvm.stock(jdk));
        Conversation agent = new Conversation(HostJvm.withAgentJar(jdk, renamed))) {
      String table = out("list");
      assertTrue(lineOf(stock.pid(), table).contains(" no  "), table);
      assertTrue(lineOf(agent.pid(), table).contains("installed, no launch yet"), table);
      assertTrue(lineOf(agent.pid(), table).endsWith("LaunchOnRequest"), table);
      agent.ask("/bin/true");
      assertTrue(lineOf(agent.pid(), out("list")).contains("launches go through the core"));
      assertTrue(out("list", "--json").contains("{\"pid\":" + agent.pid() + ","));
    }
  }

  @OnSomeJdks
  void statusTellsWhatTheAgentHasDone(Jdk jdk) throws Exception {
    try (Conversation conversation = new Conversation(HostJvm.withAgent(jdk))) {
      conversation.ask("/bin/true");
      String pid = Long.toString(conversation.pid());
      String text = out("status", pid);
      assertTrue(text.contains("  launches: 1 shared-table, 0 failed, 0 fallbacks\n"), text);
      assertTrue(text.contains("    LimitNOFILE: select-safe\n"), text);
      assertTrue(text.contains("    reaper: pidfd\n"), text);
      assertTrue(text.contains("    jmx: false\n"), text);
      assertTrue(out("status", "--json", pid).startsWith("{\"installed\":true,"));
      assertWarnsAtMost(conversation.end());
    }
  }

  /** With diagnostics off: for as long as the command runs they are on, and then off again. */
  @OnSomeJdks
  void topShowsWhatAJvmLaunches(Jdk jdk) throws Exception {
    try (Conversation conversation = new Conversation(HostJvm.withAgent(jdk))) {
      conversation.ask("/bin/true");
      Thread launches =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 100; i++) {
                    conversation.ask("/bin/echo x");
                  }
                } catch (java.io.IOException ended) {
                  // with the test
                }
              });
      launches.start();
      String text = out("top", Long.toString(conversation.pid()), "-n", "2");
      launches.join();
      assertTrue(text.startsWith("JVM " + conversation.pid() + ": "), text);
      assertTrue(text.contains("PROGRAM"), text);
      String answer = conversation.ask("/bin/true");
      assertTrue(answer.contains("102 shared-table, 0 failed, 0 fallbacks"), answer);
      assertWarnsAtMost(conversation.end());
    }
  }

  /** Format characters too: they turn the direction of what follows about. */
  @Test
  void whatACommandQuotesMeansNothingToATerminal() throws Exception {
    Path rules =
        Files.writeString(
            directory.resolve("r.yaml"),
            "version: 1\nmode: enforce\nrules:\n  - {name: a, executable: /a, action: allow}\ndefault: {action: deny}\n");
    AgentCommand.run("rules", "test", rules.toString(), "--", "x\u202e\u001b[2J")
        .assertIs(1, "there is no program x\\u202e\\u001b[2J that could be launched");
  }

  @Test
  void tailPrintsFiltersAndFollowsALog() throws Exception {
    Path log = directory.resolve("log");
    Files.write(
        log,
        List.of(
            "{\"time\":\"2026-01-01T00:00:00Z\",\"event.name\":\"launch\",\"process.pid\":1,"
                + "\"process.executable.path\":\"/bin/a\"}",
            "cut off {",
            "{\"@timestamp\":\"2026-01-01T00:00:01Z\",\"event.action\":\"exit\",\"process.pid\":1,"
                + "\"process.executable\":\"/bin/\\u001b[2Jb\",\"process.exit_code\":4}"));
    String file = log.toString();
    assertEquals(
        List.of(
            "2026-01-01T00:00:00Z launch 1 /bin/a",
            "2026-01-01T00:00:01Z exit 1 \"/bin/\\u001b[2Jb\" process.exit.code=4"),
        out("tail", "--all", "--once", file).lines().toList());
    assertEquals(1, out("tail", "--all", "--once", "--failed", file).lines().count());
    assertEquals("", out("tail", "--all", "--once", "-p", "nothing", file));
    assertEquals(1, out("tail", "--all", "--once", "-e", "launch", file).lines().count());
    AgentCommand.run("tail", directory + "/none").assertIs(1, directory + "/none: no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"top 1 -d 0", "top 1 -n -1", "top 1 -n 0", "tail -e x f", "top x", "x"})
  void wrongUsageIsSaidToBeThat(String arguments) throws Exception {
    AgentCommand.Outcome outcome = AgentCommand.run(arguments.split(" ", -1));
    assertEquals(2, outcome.exitCode(), outcome.toString());
    assertEquals("", outcome.out());
    assertTrue(outcome.err().contains("Usage: java -jar procex-agent.jar"), outcome.err());
  }

  @Test
  void helpNamesEveryCommand() throws Exception {
    String help = out("help");
    for (String command :
        List.of("attach", "detach", "list", "status", "top", "tail", "doctor", "report")) {
      assertTrue(help.contains("\n  " + command + " "), help);
      assertTrue(out("help", command).contains("Usage: java -jar procex-agent.jar"), command);
    }
  }

  /** What looks like a JVM, with a FIFO where its version would stand. */
  @Test
  void listDoesNotWaitForAFifoInAnotherUsersProcess() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can become another user");
    Path server = Files.createDirectories(directory.resolve("jdk/lib/server"));
    Path program = Files.copy(Path.of("/bin/sleep"), server.resolve("libjvm.so"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    String fifo = directory.resolve("jdk/release").toString();
    assertEquals(0, new ProcessBuilder("mkfifo", "-m", "666", fifo).start().waitFor());
    Process other =
        new ProcessBuilder(
                "setpriv",
                "--reuid=65533",
                "--regid=65533",
                "--clear-groups",
                "--",
                "" + program,
                "60")
            .start();
    try {
      Path maps = Path.of("/proc/" + other.pid() + "/maps");
      while (!Files.readString(maps).contains("libjvm.so")) {
        assertTrue(other.isAlive());
      }
      assertTrue(out("list").contains(" " + other.pid() + " "));
    } finally {
      other.destroyForcibly().waitFor();
    }
  }
}
