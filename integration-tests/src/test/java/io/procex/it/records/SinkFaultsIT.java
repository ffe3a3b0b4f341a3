package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.LaunchInLongDirectory;
import io.procex.hosts.LaunchWithLargeEnvironment;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.MountNamespace;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A sink that fails harms no launch, and what it has lost is recorded when it works again. */
@Execution(ExecutionMode.CONCURRENT)
class SinkFaultsIT {
  @TempDir Path directory;

  private static void launch(Conversation conversation) throws IOException {
    succeeds(conversation.ask("/bin/true"));
  }

  private static boolean succeeds(String answer) {
    assertTrue(answer.startsWith("exit 0\n"), answer);
    return true;
  }

  /** Records are written a moment after the launch. */
  private static void launchUntilThereIs(Conversation conversation, Path log) throws IOException {
    conversation.askUntil("/bin/true", answer -> succeeds(answer) && Files.exists(log));
  }

  private static String launchUntilRecordsAreLost(Conversation conversation) throws IOException {
    return conversation.askUntil("/bin/true", answer -> answer.contains("are lost: "));
  }

  private static void launchUntilTheLossIsRecorded(Conversation conversation, Path log)
      throws IOException {
    conversation.askUntil(
        "/bin/true",
        answer ->
            succeeds(answer)
                && Files.exists(log)
                && Files.readString(log).contains("\"procex.dropped\":"));
  }

  @OnOneJdk
  void launchesGoOnWhileTheDiskIsFull(Jdk jdk) throws Exception {
    MountNamespace.assumePossible();
    String mount = "mount -t tmpfs -o size=64k none " + directory + " && exec \"$@\"";
    HostJvm host =
        HostJvm.withAgent(jdk, "log=" + directory.resolve("log"))
            .by("unshare", "-m", "sh", "-c", mount, "sh");
    try (Conversation conversation = new Conversation(host)) {
      Path inside = Path.of("/proc/" + conversation.pid() + "/root" + directory);
      launchUntilThereIs(conversation, inside.resolve("log"));
      fill(inside.resolve("ballast"));
      String before = Files.readString(inside.resolve("log"));
      for (int i = 0; i < 50; i++) {
        launch(conversation);
      }
      launchUntilRecordsAreLost(conversation);
      assertTrue(Files.size(inside.resolve("log")) < before.length() + (50 << 8));
      Files.delete(inside.resolve("ballast"));
      launchUntilTheLossIsRecorded(conversation, inside.resolve("log"));
      assertEquals("", conversation.end());
    }
  }

  private static void fill(Path ballast) throws IOException {
    byte[] block = new byte[1024];
    try (var out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // as it should be
    }
  }

  @OnOneJdk
  void logDirectoryMayBeRemovedAndComeBack(Jdk jdk) throws Exception {
    Path logs = Files.createDirectory(directory.resolve("logs"));
    Path log = logs.resolve("log");
    try (Conversation conversation = new Conversation(HostJvm.withAgent(jdk, "log=" + log))) {
      launchUntilThereIs(conversation, log);
      // At once, for it makes the file anew if only the directory is left.
      Files.move(logs, directory.resolve("moved"));
      // It looks for its file now and then, not at each record.
      launchUntilRecordsAreLost(conversation);
      Files.createDirectory(logs);
      launchUntilTheLossIsRecorded(conversation, log);
      assertEquals("", conversation.end());
    }
    assertEquals(1, RecordLog.read(log).events("dropped").size());
  }

  @OnOneJdk
  void readerOfASocketMayGo(Jdk jdk) throws Exception {
    Path socket = directory.resolve("socket");
    Conversation conversation;
    try (DatagramReader reader = new DatagramReader(socket, 3)) {
      conversation = new Conversation(HostJvm.withAgent(jdk, "log=unix:" + socket));
      launch(conversation);
      reader.read(3);
    }
    try (conversation) {
      String answer = launchUntilRecordsAreLost(conversation);
      assertTrue(answer.contains("are lost: java.io.IOException: ECONNREFUSED at "), answer);
      assertEquals("", conversation.end());
    }
  }

  /** Neither launches nor another sink wait for somebody who does not read. */
  @OnOneJdk
  void readersWhoDoNotReadHoldNobodyUp(Jdk jdk) throws Exception {
    Path socket = directory.resolve("socket");
    Path log = directory.resolve("log");
    String sinks = "log=stderr+unix:" + socket + "+" + log;
    try (DatagramReader reader = new DatagramReader(socket, 0);
        Conversation conversation = new Conversation(HostJvm.withAgent(jdk, sinks))) {
      for (int i = 0; i < 300; i++) {
        launch(conversation);
      }
      assertTrue(reader.isListening());
      conversation.end();
    }
    assertEquals(300, RecordLog.read(log).events("launch").size());
    try (Stream<String> lines = Files.lines(log)) {
      List<String> lost = lines.filter(line -> line.contains("procex.dropped")).toList();
      assertEquals(List.of(), lost);
    }
  }

  /** One that is too large for a datagram; the reader gets those after it. */
  @OnOneJdk
  void recordThatIsTooLargeIsLostAlone(Jdk jdk) throws Exception {
    Path socket = directory.resolve("socket");
    // Ten launches, their exits, the loss, and what the agent says of itself.
    try (DatagramReader reader = new DatagramReader(socket, 22)) {
      HostJvm.withAgent(jdk, "log=unix:" + socket).run(LaunchInLongDirectory.class);
      List<String> datagrams = reader.read(22);
      assertTrue(
          datagrams.stream().anyMatch(text -> text.contains("\"procex.dropped\":1,")),
          datagrams::toString);
    }
  }

  /** A FIFO as stderr that nobody reads, in a heap that holds a tenth of these environments. */
  @OnOneJdk
  void sinkThatHangsTakesNoHeap(Jdk jdk) throws Exception {
    Path fifo = directory.resolve("fifo");
    String hang = "mkfifo " + fifo + " && exec \"$@\" 2<>" + fifo;
    for (String options : List.of("log=stderr", "log=stderr,log.env=names,jmx=true")) {
      Result result =
          HostJvm.withAgent(jdk, options)
              .jvm("-Xmx96m", "-XX:+UseSerialGC")
              .by("sh", "-c", hang, "sh")
              .run(LaunchWithLargeEnvironment.class);
      assertEquals("enough\n", result.out(), result::toString);
      Files.delete(fifo);
    }
  }
}
