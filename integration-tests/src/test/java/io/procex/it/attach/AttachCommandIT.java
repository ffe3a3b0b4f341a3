package io.procex.it.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** The command as people run it: {@code java -jar}, by any JDK to any JDK. */
class AttachCommandIT {
  @TempDir Path directory;

  private static AgentCommand.Outcome java(Path java, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(java.toString(), "-jar", Artifacts.agentJar().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new AgentCommand.Outcome(process.waitFor(), out, err);
  }

  @OnSomeJdks
  void attachesToAndDetachesFromEveryJdk(Jdk jdk) throws Exception {
    for (Jdk target : Jdk.all()) {
      try (Conversation host = new Conversation(HostJvm.stock(target))) {
        String pid = Long.toString(host.pid());
        java(jdk.java(), "attach", pid, "LimitNOFILE=333")
            .assertIs(0, pid + ": installed: launches go through the native core");
        String attached = host.ask(Artifacts.reportChild().toString());
        assertTrue(attached.contains("out nofile 333 "), attached);
        java(jdk.java(), "detach", pid)
            .assertIs(0, pid + ": detached: the JDK makes all launches again");
      }
    }
  }

  @OnSomeJdks
  void saysItsVersion(Jdk jdk) throws Exception {
    try (JarFile jar = new JarFile(Artifacts.agentJar().toFile())) {
      String version = jar.getManifest().getMainAttributes().getValue("Implementation-Version");
      java(jdk.java(), "--version").assertIs(0, "procex-agent " + version);
    }
  }

  @OnSomeJdks
  void explainsItself(Jdk jdk) throws Exception {
    for (String[] arguments : new String[][] {{"--help"}, {"attach", "--help"}, {"detach", "-h"}}) {
      AgentCommand.Outcome outcome = java(jdk.java(), arguments);
      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertTrue(outcome.out().startsWith("Usage: java -jar procex-agent.jar"), outcome::toString);
      assertEquals("", outcome.err());
    }
  }

  /** A Java without the attach API says so: JREs are made like this for containers. */
  @OnSomeJdks
  void javaThatCannotAttachSaysSo(Jdk jdk) throws Exception {
    if (jdk.feature() == 8) {
      return; // its tools.jar is a file beside the JRE; there is no jlink to leave it out
    }
    Path small = directory.resolve("jre-" + jdk.feature());
    Process jlink =
        new ProcessBuilder(
                jdk.home().resolve("bin/jlink").toString(),
                "--add-modules=java.base,java.instrument,java.logging",
                "--output=" + small)
            .redirectErrorStream(true)
            .start();
    String said = new String(jlink.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, jlink.waitFor(), said);
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      AgentCommand.Outcome outcome =
          java(small.resolve("bin/java"), "attach", Long.toString(host.pid()));
      assertEquals(1, outcome.exitCode(), outcome::toString);
      assertTrue(outcome.err().contains(small + " cannot attach to other JVMs"), outcome::toString);
    }
  }

  /** Neither the command line nor what it is made of burdens a host. */
  @OnSomeJdks
  void noHostLoadsTheCommandLine(Jdk jdk) throws Exception {
    HostJvm jvm = HostJvm.withAgent(jdk).jvm("-verbose:class");
    try (Conversation host = new Conversation(jvm)) {
      String output = host.ask("/bin/true"); // else the list of classes fills the pipe
      assertEquals(0, AgentCommand.attach(host.pid(), "LimitNOFILE=333").exitCode());
      output += host.ask("/bin/true");
      assertEquals(0, AgentCommand.detach(host.pid()).exitCode());
      output += host.ask("/bin/true");
      assertTrue(output.contains("io.procex.agent.attach.Attachment"), "no classes are listed");
      assertEquals(List.of(), ofTheCommandLine(output).toList());
    }
    Result result = HostJvm.withAgent(jdk).jvm("-verbose:class").run(Launch.class, "/bin/true");
    assertEquals(List.of(), ofTheCommandLine(result.out()).toList());
    assertTrue(
        result.out().lines().noneMatch(line -> line.contains("io.procex.agent.attach.")),
        "a host that nobody attaches to loads what attaches");
  }

  private static Stream<String> ofTheCommandLine(String output) {
    return output
        .lines()
        .filter(line -> line.matches(".*io\\.procex\\.agent\\.(cli|shaded\\.[pb]).*"));
  }
}
