package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What is left of a command that was killed while it followed a JVM which then launches nothing.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("attach") // it looks for record files of all
class FollowerIT {
  private static final Path TMP = Path.of("/tmp");
  private static final int FIRST_THAT_ROOT_MAY_ATTACH_TO = 11;
  private static final String[] AS_NOBODY = {
    "setpriv", "--reuid=65533", "--regid=65533", "--clear-groups"
  };

  @OnEachJdk
  void killedFollowerLeavesNothing(Jdk jdk) throws Exception {
    assertKilledFollowerLeavesNothing(jdk, HostJvm.withAgent(jdk));
  }

  /** In a sticky directory that JVM could remove no file of root's. */
  @OnEachJdk
  void killedFollowerOfAnotherUsersJvmLeavesNothing(Jdk jdk) throws Exception {
    assumeTrue(jdk.feature() >= FIRST_THAT_ROOT_MAY_ATTACH_TO, "attaching takes its own user");
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can become another user");
    List<String> readable = new ArrayList<>(List.of(AS_NOBODY));
    readable.addAll(List.of("test", "-r", Artifacts.agentJar().toString()));
    assumeTrue(
        new ProcessBuilder(readable).start().waitFor() == 0,
        "the build lies in a directory that other users cannot enter");
    assertKilledFollowerLeavesNothing(jdk, HostJvm.withAgent(jdk).by(AS_NOBODY));
  }

  private static void assertKilledFollowerLeavesNothing(Jdk jdk, HostJvm host) throws Exception {
    try (Conversation conversation = new Conversation(host);
        WatchService watch = TMP.getFileSystem().newWatchService()) {
      Set<Path> before = files();
      TMP.register(watch, StandardWatchEventKinds.ENTRY_DELETE);
      Process follower =
          new ProcessBuilder(
                  jdk.java().toString(),
                  "-jar",
                  Artifacts.agentJar().toString(),
                  "tail",
                  Long.toString(conversation.pid()))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader records = follower.inputReader(StandardCharsets.UTF_8)) {
        assertNotNull(records.readLine(), "no record");
        assertEquals(2, without(before).size(), "record file and lease");
      } finally {
        follower.destroyForcibly().waitFor();
      }
      while (!without(before).isEmpty()) {
        WatchKey key = watch.poll(30, TimeUnit.SECONDS);
        assertNotNull(key, () -> "still there: " + without(before));
        key.pollEvents();
        key.reset();
      }
      String pid = Long.toString(conversation.pid());
      AgentCommand.Outcome status = AgentCommand.run("status", "--json", pid);
      assertEquals(0, status.exitCode(), status.toString());
      assertTrue(status.out().contains("\"dropped\":{}"), status.out());
    }
  }

  private static Set<Path> without(Set<Path> before) {
    Set<Path> files = files();
    files.removeAll(before);
    return files;
  }

  private static Set<Path> files() {
    try (Stream<Path> files = Files.list(TMP)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(".procex-follow-"))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
