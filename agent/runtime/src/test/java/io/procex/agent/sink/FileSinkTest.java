package io.procex.agent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import io.procex.agent.record.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileSinkTest {
  private static final int SIZE = 1000; // of some ten records

  @TempDir Path directory;
  private Path log;
  private final List<String> complaints = new ArrayList<>();

  @BeforeEach
  void nameLog() {
    log = directory.resolve("log");
  }

  private FileSink sink(int kept) {
    return new FileSink(
        log, Format.named("json", () -> new Resource()), SIZE, kept, complaints::add);
  }

  private static void write(FileSink sink, String name) throws IOException {
    sink.write(new Record(Event.LAUNCH, Instant.EPOCH).put(Field.COMMAND, name));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private long lines() throws Exception {
    long count = 0;
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(Files::isRegularFile).collect(Collectors.toList());
    }
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        assertTrue(line.startsWith("{") && line.endsWith("}"), line);
        count++;
      }
    }
    return count;
  }

  @Test
  void fileIsThereBeforeTheFirstRecordAndOneThatWasThereStays() throws Exception {
    sink(1000).close();
    assertEquals(0, lines());
    Files.write(directory.resolve("log"), "{}\n".getBytes(StandardCharsets.UTF_8));
    sink(1000).close();
    assertEquals(1, lines());
  }

  @Test
  void interruptsLoseNothingAndWriteNothingTwice() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    Thread writer = Thread.currentThread();
    Thread storm =
        new Thread(
            () -> {
              while (!ended.get()) {
                writer.interrupt();
                LockSupport.parkNanos(500_000); // time enough to open the file, mostly
              }
            });
    storm.start();
    FileSink sink = sink(1000);
    try {
      for (int i = 0; i < 500; i++) {
        write(sink, "r" + i);
        if (i % 10 == 0) {
          sink.flush();
        }
      }
    } finally {
      ended.set(true);
      while (storm.isAlive()) {
        Thread.interrupted(); // the last of them may still come
        LockSupport.parkNanos(100_000);
      }
      Thread.interrupted();
    }
    sink.close();
    assertEquals(500, lines());
  }

  /**
   * As two JVMs that share it: the lock of one is no more to the other than that of another JVM.
   */
  @Test
  void writersWhoShareARotatedLogLoseNothing() throws Exception {
    List<Thread> writers = new ArrayList<>();
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 3; i++) {
      FileSink sink = sink(1000);
      Thread writer =
          new Thread(
              () -> {
                try {
                  for (int r = 0; r < 500; r++) {
                    write(sink, "r" + r);
                    if (r % 7 == 0) {
                      sink.flush();
                    }
                  }
                } catch (Throwable t) {
                  failures.add(t);
                } finally {
                  sink.close();
                }
              });
      writer.start();
      writers.add(writer);
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertEquals(Collections.emptyList(), failures);
    assertEquals(1500, lines());
    assertEquals(Collections.emptyList(), complaints);
  }

  @Test
  void logThatCannotBeRotatedGrowsAndItIsSaidOnce() throws Exception {
    Files.createDirectories(directory.resolve("log.1/in the way"));
    FileSink sink = sink(1);
    for (int i = 0; i < 50; i++) {
      write(sink, "r" + i);
      sink.flush();
    }
    sink.close();
    assertEquals(50, Files.readAllLines(log).size());
    assertEquals(1, complaints.size(), complaints::toString);
    assertTrue(complaints.get(0).contains("cannot be rotated"), complaints::toString);
  }

  @Test
  void rotationMovesNoMoreThanItMust() throws Exception {
    Files.write(log, bytes("0"));
    Files.write(directory.resolve("log.1"), bytes("1"));
    Files.write(directory.resolve("log.3"), bytes("3"));
    new Rotation(log, 3).rotate();
    assertFalse(Files.exists(log));
    for (int i = 1; i <= 3; i++) {
      String text = i == 3 ? "3" : Integer.toString(i - 1);
      assertEquals(text, Files.readAllLines(directory.resolve("log." + i)).get(0));
    }
  }

  @Test
  void rotationThatFailsAgainAndAgainPushesNothingOut() throws Exception {
    for (int i = 1; i <= 3; i++) {
      Files.write(directory.resolve("log." + i), new byte[] {(byte) i});
    }
    Rotation rotation = new Rotation(log, 3); // and no log
    for (int i = 0; i < 5; i++) {
      assertThrows(IOException.class, rotation::rotate);
    }
    assertEquals(1, Files.readAllBytes(directory.resolve("log.2"))[0]);
    assertEquals(2, Files.readAllBytes(directory.resolve("log.3"))[0]);
  }

  @Test
  void fileThatIsRemovedOrReplacedIsMadeAgainAtOnce() throws Exception {
    FileSink sink = sink(5);
    write(sink, "a");
    sink.flush();
    Files.delete(log);
    write(sink, "b");
    sink.flush();
    Files.move(log, directory.resolve("moved"));
    write(sink, "c");
    sink.close();
    assertTrue(Files.readAllLines(log).get(0).contains("\"c\""));
    assertEquals(2, lines());
  }

  @Test
  void linkIsNeverFollowed() throws Exception {
    Path target = Files.createFile(directory.resolve("target"));
    Files.createSymbolicLink(log, target);
    FileSink sink = sink(5);
    assertThrows(IOException.class, () -> write(sink, "a"));
    assertEquals(0, Files.size(target));
  }
}
