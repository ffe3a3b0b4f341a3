package io.procex.it.attach;

import static io.procex.it.attach.AgentCommand.attach;
import static io.procex.it.attach.AgentCommand.detach;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.LaunchOnRequest;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Across users: root may attach to all JVMs from 11 on, others to their own alone. */
@ResourceLock("attach") // it looks for reply files of all, and BlockHoundIT may run beside it
class AttachAsUserIT {
  private static final int FIRST_THAT_ROOT_MAY_ATTACH_TO = 11;
  private static final String[] AS_NOBODY = {
    "setpriv", "--reuid=65533", "--regid=65533", "--clear-groups"
  };

  @BeforeEach
  void needsAnotherUserWhoCanReadTheBuild() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can become another user");
    List<String> command = new ArrayList<>(List.of(AS_NOBODY));
    command.addAll(List.of("test", "-r", Artifacts.agentJar().toString()));
    assumeTrue(
        new ProcessBuilder(command).start().waitFor() == 0,
        "the build lies in a directory that other users cannot enter");
  }

  private static Path socketOf(Conversation host) {
    return Path.of("/tmp/.java_pid" + host.pid());
  }

  /** Without the socket of an earlier JVM of this pid, which nobody could not remove. */
  private static Conversation nobodys(Jdk jdk) throws Exception {
    Conversation host = new Conversation(HostJvm.stock(jdk).by(AS_NOBODY));
    Files.deleteIfExists(socketOf(host));
    return host;
  }

  private static Set<Path> replyFiles() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("/tmp"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(".procex-"))
          .collect(Collectors.toSet());
    }
  }

  @OnSomeJdks
  void rootAttachesToAJvmOfAnotherUser(Jdk jdk) throws Exception {
    Set<Path> before = replyFiles();
    try (Conversation host = nobodys(jdk)) {
      AgentCommand.Outcome outcome = attach(host.pid(), "");
      if (jdk.feature() < FIRST_THAT_ROOT_MAY_ATTACH_TO) {
        assertEquals(1, outcome.exitCode(), outcome::toString);
        assertTrue(
            outcome.err().endsWith("by its own user only: run this as user 65533)\n"),
            outcome::toString);
        return;
      }
      outcome.assertIs(0, host.pid() + ": installed: launches go through the native core");
      String launch = host.ask("/bin/true");
      Result.assertLaunchedByCore(1, launch);
      detach(host.pid()).assertIs(0, host.pid() + ": detached: the JDK makes all launches again");
      assertEquals(before, replyFiles());
    }
  }

  private static Process asNobody(Jdk jdk, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(AS_NOBODY));
    command.addAll(List.of(jdk.java().toString(), "-jar", Artifacts.agentJar().toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String text(Process command) throws Exception {
    return new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @OnSomeJdks
  void ordinaryUserAttachesToTheirOwnJvm(Jdk jdk) throws Exception {
    try (Conversation host = nobodys(jdk)) {
      Process command = asNobody(jdk, "attach", Long.toString(host.pid()));
      assertEquals(
          host.pid() + ": installed: launches go through the native core\n", text(command));
      assertEquals(0, command.waitFor());
    }
  }

  @OnSomeJdks
  void ordinaryUserIsToldWhoseJvmItIs(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      Process command = asNobody(jdk, "attach", Long.toString(host.pid()));
      assertEquals(
          host.pid() + ": runs as user root: run this command as that user\n", text(command));
      assertEquals(1, command.waitFor());
    }
  }

  @OnSomeJdks
  void socketLeftBehindByAnotherUserIsNamed(Jdk jdk) throws Exception {
    try (Conversation host = nobodys(jdk)) {
      Files.createFile(socketOf(host));
      AgentCommand.Outcome outcome = attach(host.pid(), "");
      Files.delete(socketOf(host));
      assertEquals(1, outcome.exitCode(), outcome::toString);
      assertEquals(
          "%1$d: cannot be attached to: remove its /tmp/.java_pid%1$d, left behind by another user\n"
              .formatted(host.pid()),
          outcome.err());
    }
  }

  /** As of systemd's AmbientCapabilities=: that user cannot read its maps, nor enter its root. */
  @OnSomeJdks
  void ownUserOfAJvmWithCapabilitiesMayListAndAskIt(Jdk jdk) throws Exception {
    List<String> as = new ArrayList<>(List.of(AS_NOBODY));
    as.addAll(List.of("--inh-caps=+net_bind_service", "--ambient-caps=+net_bind_service"));
    List<String> tried = new ArrayList<>(as);
    tried.add("true");
    assumeTrue(new ProcessBuilder(tried).start().waitFor() == 0, "no ambient capabilities here");
    HostJvm capable = HostJvm.stock(jdk).by(as.toArray(new String[0]));
    try (Conversation host = new Conversation(capable)) {
      Files.deleteIfExists(socketOf(host));
      String pid = Long.toString(host.pid());
      Process list = asNobody(jdk, "list");
      String row = ".*\\b" + pid + " .*" + LaunchOnRequest.class.getName();
      assertTrue(text(list).lines().anyMatch(line -> line.matches(row)), row);
      assertEquals(
          pid + ": installed: launches go through the native core\n",
          text(asNobody(jdk, "attach", pid)));
      assertTrue(text(asNobody(jdk, "status", pid)).contains("  installed: true\n"));
    }
  }
}
