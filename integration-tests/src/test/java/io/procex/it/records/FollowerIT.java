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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What is left of a command that was killed while it followed a JVM which then launches nothing.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("attach") // it looks for record files of all
@Tag(Jdk.ONCE)
class FollowerIT {
  private static final Path TMP = Path.of("/tmp");
  private static final int FIRST_THAT_ROOT_MAY_ATTACH_TO = 11;
  private static final String[] AS_NOBODY = {
    "setpriv", "--reuid=65533", "--regid=65533", "--clear-groups"
  };

  /** All at once, since a JVM waits for ten seconds until it believes that nobody follows it. */
  @Test
  void killedFollowersLeaveNothing() throws Exception {
    List<Conversation> followed = new ArrayList<>();
    Set<Path> before = files();
    try (WatchService watch = TMP.getFileSystem().newWatchService()) {
      TMP.register(watch, StandardWatchEventKinds.ENTRY_DELETE);
      String obstacle = obstacleToAnotherUser();
      for (Jdk jdk : Jdk.some()) {
        followed.add(followedInVain(jdk, HostJvm.withAgent(jdk)));
        // In a sticky directory that JVM could remove no file of root's.
        if (obstacle == null && jdk.feature() >= FIRST_THAT_ROOT_MAY_ATTACH_TO) {
          followed.add(followedInVain(jdk, HostJvm.withAgent(jdk).by(AS_NOBODY)));
        }
      }
      awaitNone(before, watch);
      for (Conversation conversation : followed) {
        assertNothingWasDropped(conversation);
      }
      assumeTrue(obstacle == null, () -> "those of another user were left out: " + obstacle);
    } finally {
      for (Conversation conversation : followed) {
        conversation.close();
      }
    }
  }

  /** Why root's command cannot follow another user's JVM here, or null. */
  private static String obstacleToAnotherUser() throws Exception {
    if (!System.getProperty("user.name").equals("root")) {
      return "only root can become another user";
    }
    List<String> readable = new ArrayList<>(List.of(AS_NOBODY));
    readable.addAll(List.of("test", "-r", Artifacts.agentJar().toString()));
    return new ProcessBuilder(readable).start().waitFor() == 0
        ? null
        : "the build lies in a directory that other users cannot enter";
  }

  /** Starts a JVM, and a command that follows it and is killed after the first record. */
  private static Conversation followedInVain(Jdk jdk, HostJvm host) throws Exception {
    Conversation conversation = new Conversation(host);
    try {
      Set<Path> before = files();
      Process follower = follow(jdk, conversation);
      try (BufferedReader records = follower.inputReader(StandardCharsets.UTF_8)) {
        assertNotNull(records.readLine(), "no record");
        Set<Path> files = without(before);
        assertEquals(2, files.size(), () -> "record file and lease: " + files);
      } finally {
        follower.destroyForcibly().waitFor();
      }
      return conversation;
    } catch (Exception | AssertionError e) {
      conversation.close();
      throw e;
    }
  }

  private static Process follow(Jdk jdk, Conversation conversation) throws IOException {
    return new ProcessBuilder(
            jdk.java().toString(),
            "-jar",
            Artifacts.agentJar().toString(),
            "tail",
            Long.toString(conversation.pid()))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void awaitNone(Set<Path> before, WatchService watch) throws Exception {
    while (!without(before).isEmpty()) {
      WatchKey key = watch.poll(30, TimeUnit.SECONDS);
      assertNotNull(key, () -> "still there: " + without(before));
      key.pollEvents();
      key.reset();
    }
  }

  private static void assertNothingWasDropped(Conversation conversation) throws Exception {
    String pid = Long.toString(conversation.pid());
    AgentCommand.Outcome status = AgentCommand.run("status", "--json", pid);
    assertEquals(0, status.exitCode(), status.toString());
    assertTrue(status.out().contains("\"dropped\":{}"), status.out());
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
