package io.procex.agent.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.procex.agent.options.AgentOptions;
import io.procex.agent.options.LogOptions;
import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramHashTest {
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  private static final String OF_NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @TempDir Path directory;
  private final ProgramHash hashes = new ProgramHash();

  private Object hash(String options, Path program) {
    LogOptions log = new AgentOptions(options).log();
    Record record = new Record(Event.LAUNCH, Instant.EPOCH);
    record.put(Field.EXECUTABLE, program.toString());
    hashes.put(record, log);
    return record.get(Field.HASH);
  }

  private Path write(String text) throws IOException {
    return Files.write(directory.resolve("program"), text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void programIsReadAgainWhenItIsAnother() throws Exception {
    assertEquals(OF_ABC, hash("log.hash=sha256", write("abc")));
    assertEquals(OF_ABC, hash("log.hash=sha256", directory.resolve("program")));
    assertEquals(OF_NOTHING, hash("log.hash=sha256", write("")));
  }

  @Test
  void programOfTheSameLengthInPlaceOfAnotherIsReadToo() throws Exception {
    assertEquals(OF_ABC, hash("log.hash=sha256", write("abc")));
    Path next = Files.write(directory.resolve("next"), new byte[] {'a', 'b', 'd'});
    Path program = directory.resolve("program");
    Files.move(next, program, StandardCopyOption.REPLACE_EXISTING);
    assertNotEquals(OF_ABC, hash("log.hash=sha256", program));
  }

  @Test
  void byDefaultNoProgramIsRead() throws Exception {
    assertNull(hash(null, write("abc")));
  }

  @Test
  void whatIsNoFileHasNone() {
    assertNull(hash("log.hash=sha256", directory));
    assertNull(hash("log.hash=sha256", directory.resolve("gone")));
  }
}
