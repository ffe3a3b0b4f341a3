package io.procex.agent.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records for a command that follows: it keeps a lease as long as it reads. */
class FollowSinkTest {
  @TempDir Path directory;
  private Path path;
  private Path lease;
  private FollowSink sink;

  @BeforeEach
  void lease() throws Exception {
    path = directory.resolve("records");
    lease = Files.createFile(directory.resolve("records.lease"));
    sink = new FollowSink(path, Arrays.asList(record("living")));
  }

  @AfterEach
  void close() {
    sink.close();
  }

  private static Record record(String command) {
    return new Record(Event.LAUNCH, Instant.EPOCH).put(Field.COMMAND, command);
  }

  @Test
  void livingChildrenComeFirstAndOnce() throws Exception {
    sink.write(record("one"));
    sink.write(record("two"));
    sink.flush();
    StringBuilder commands = new StringBuilder();
    for (String line : Files.readAllLines(path)) {
      commands.append(line.replaceFirst(".*\"process.command\":\"(\\w+)\".*", "$1 "));
    }
    assertEquals("living one two ", commands.toString());
  }

  @Test
  void leaseThatIsOldOrGoneEndsIt() throws Exception {
    Files.setLastModifiedTime(lease, FileTime.from(Instant.now().minusSeconds(60)));
    IOException gone = assertThrows(IOException.class, () -> sink.write(record("one")));
    assertEquals("nobody follows any more", gone.getMessage());
    assertFalse(Files.exists(path));
    assertFalse(Files.exists(lease));
    assertThrows(IOException.class, () -> sink.write(record("two")));
    assertFalse(Files.exists(path));
  }
}
