package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.procex.it.support.Artifacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A socket that takes datagrams, in a process of its own: Java has none. */
final class DatagramReader implements AutoCloseable {
  private static final int LONGEST_SECONDS = 60;

  private final Process process;
  private final CompletableFuture<Void> killer;

  /** Listens; with a count of 0 it reads nothing. */
  DatagramReader(Path socket, int count) throws IOException {
    this(socket, count, 0);
  }

  /** Takes so long for each datagram. */
  DatagramReader(Path socket, int count, int microseconds) throws IOException {
    process =
        new ProcessBuilder(
                Artifacts.nativeProgram("datagram_reader").toString(),
                socket.toString(),
                Integer.toString(count),
                Integer.toString(microseconds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    killer =
        process
            .onExit()
            .completeOnTimeout(process, LONGEST_SECONDS, TimeUnit.SECONDS)
            .thenAccept(ended -> ended.toHandle().destroyForcibly()); // which closes no stream
    assertEquals("ready", line());
  }

  /** All that it was started for. */
  List<String> read(int count) throws IOException {
    List<String> datagrams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String head = line();
      assertNotEquals("", head, "the reader ended, having read " + datagrams);
      int length = Integer.parseInt(head);
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
    killer.join(); // so that nobody listens from then on
  }
}
