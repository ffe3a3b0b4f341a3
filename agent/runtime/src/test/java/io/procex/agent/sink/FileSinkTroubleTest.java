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
import io.procex.agent.shared.ProcSelf;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log for which the file system has no room, or that another writer holds. */
class FileSinkTroubleTest {
  private static final int SIZE = 1000; // of some ten records

  @TempDir Path directory;
  private Path log;

  @BeforeEach
  void nameLog() {
    log = directory.resolve("log");
  }

  private FileSink sink(int size) {
    return new FileSink(log, Format.named("json", Resource::new), size, 3, complaint -> {});
  }

  private static void write(FileSink sink, String name) throws IOException {
    sink.write(new Record(Event.LAUNCH, Instant.EPOCH).put(Field.COMMAND, name));
  }

  /** How large this JVM may make a file. */
  private static void limit(String bytes) throws Exception {
    String own = new File("/proc/self").getCanonicalFile().getName();
    ProcessBuilder prlimit = new ProcessBuilder("prlimit", "--pid", own, "--fsize=" + bytes + ":");
    assertEquals(0, prlimit.start().waitFor());
  }

  private static String softLimit() throws IOException {
    String limits = ProcSelf.read("limits");
    String name = "Max file size";
    return limits.substring(limits.indexOf(name) + name.length()).trim().split(" +", -1)[0];
  }

  @Test
  void recordAfterOneThatWasCutOffIsALineOfItsOwn() throws Exception {
    FileSink sink = sink(0);
    write(sink, "whole");
    String before = softLimit();
    limit(Long.toString(Files.size(log) * 3 / 2));
    try {
      assertThrows(IOException.class, () -> write(sink, "cut off"));
    } finally {
      limit(before);
    }
    write(sink, "next");
    sink.close();
    List<String> lines = Files.readAllLines(log);
    assertEquals(3, lines.size(), lines::toString);
    assertFalse(lines.get(1).endsWith("}"), lines::toString);
    assertTrue(lines.get(2).startsWith("{") && lines.get(2).endsWith("}"), lines::toString);
  }

  @Test
  void logThatAnotherWriterHoldsIsRotatedOnlyWhenItIsFree() throws Exception {
    Path rotated = directory.resolve("log.1");
    FileSink other = sink(SIZE);
    write(other, "of the other, which goes on");
    FileSink own = sink(SIZE);
    for (int i = 0; i < 30; i++) {
      write(own, "r" + i);
    }
    assertFalse(Files.exists(rotated));
    other.close();
    own.flush();
    write(own, "free");
    own.close();
    assertTrue(Files.exists(rotated));
    assertEquals(1, Files.readAllLines(log).size());
  }
}
