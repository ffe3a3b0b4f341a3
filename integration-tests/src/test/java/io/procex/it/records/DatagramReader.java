package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.it.support.Artifacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A socket that takes datagrams, in a process of its own: Java has none. */
final class DatagramReader implements AutoCloseable {
  private final Process process;

  /** Listens; with a count of 0 it reads nothing. */
  DatagramReader(Path socket, int count) throws IOException {
    process =
        new ProcessBuilder(
                Artifacts.nativeProgram("datagram_reader").toString(),
                socket.toString(),
                Integer.toString(count))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertEquals("ready", line());
  }

  /** All that it was started for. */
  List<String> read(int count) throws IOException {
    List<String> datagrams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = Integer.parseInt(line());
      datagrams.add(
          new String(process.getInputStream().readNBytes(length), StandardCharsets.UTF_8));
      assertEquals("", line());
    }
    return datagrams;
  }

  boolean isListening() {
    return process.isAlive();
  }

  private String line() throws IOException {
    InputStream in = process.getInputStream();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int c;
    while ((c = in.read()) >= 0 && c != '\n') {
      line.write(c);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
