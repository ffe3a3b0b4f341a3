package io.procex.agent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import io.procex.agent.record.Resource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records as datagrams, sent by the library to a process that reads one of them. */
class DatagramSinkTest {
  private static final Path NATIVES = Paths.get(System.getProperty("natives"));

  @TempDir Path directory;
  private Path path;
  private Process reader;
  private BufferedReader read;

  @BeforeAll
  static void loadLibrary() throws Exception {
    Constructor<ProcexControl> hidden = ProcexControl.class.getDeclaredConstructor();
    hidden.setAccessible(true);
    Bridge.begin(hidden.newInstance());
    String cpu = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
    Bridge.control().load(NATIVES + "/META-INF/native/linux-" + cpu + "/libprocex.so");
  }

  @AfterAll
  static void forgetBridge() {
    Bridge.begin(null);
  }

  @BeforeEach
  void startReader() throws Exception {
    path = directory.resolve("socket");
    String program = NATIVES.resolveSibling("datagram_reader").toString();
    reader = new ProcessBuilder(program, path.toString(), "1", "0").start();
    read =
        new BufferedReader(new InputStreamReader(reader.getInputStream(), StandardCharsets.UTF_8));
    assertEquals("ready", read.readLine());
  }

  @AfterEach
  void endReader() {
    reader.destroyForcibly();
  }

  private static Record record(String command) {
    return new Record(Event.LAUNCH, Instant.EPOCH).put(Field.COMMAND, command);
  }

  private DatagramSink sink() {
    return new DatagramSink(path.toString(), Format.named("json", Resource::new));
  }

  @Test
  void recordIsADatagram() throws Exception {
    sink().write(record("x"));
    assertTrue(Integer.parseInt(read.readLine()) > 0);
    assertTrue(read.readLine().contains("\"process.command\":\"x\""));
  }

  @Test
  void recordThatIsTooLargeIsLostAlone() throws Exception {
    StringBuilder large = new StringBuilder();
    for (int i = 0; i < 1 << 20; i++) {
      large.append('x');
    }
    DatagramSink sink = sink();
    RecordLostException lost =
        assertThrows(RecordLostException.class, () -> sink.write(record(large.toString())));
    assertTrue(lost.getMessage().endsWith("bytes are no datagram (EMSGSIZE)"), lost::getMessage);
    sink.write(record("next"));
    assertTrue(Integer.parseInt(read.readLine()) < 1 << 20);
  }

  @Test
  void whoDoesNotListenAnyMoreIsAFailure() throws Exception {
    DatagramSink sink = sink();
    sink.write(record("x"));
    reader.waitFor();
    IOException gone = assertThrows(IOException.class, () -> sink.write(record("y")));
    assertEquals("ECONNREFUSED at " + path, gone.getMessage());
    assertFalse(gone instanceof RecordLostException);
  }
}
