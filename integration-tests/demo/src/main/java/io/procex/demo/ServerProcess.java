package io.procex.demo;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A forked JVM that answers questions, one line each, and ends with its standard input. */
final class ServerProcess implements Closeable {
  private static final long TIMEOUT_SECONDS = 30;
  private static final String END = "(end of output)";

  private final Process process;
  private final PrintWriter questions;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> seen = new ArrayList<>();

  ServerProcess(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    questions =
        new PrintWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
    Thread reader = new Thread(this::readOutput, "server output");
    reader.setDaemon(true);
    reader.start();
  }

  private void readOutput() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add(e.toString());
    }
    lines.add(END);
  }

  String ask(String question) throws IOException, InterruptedException {
    questions.println(question);
    return await(question);
  }

  /** The value of the next line of the form {@code name: value}. */
  String await(String name) throws IOException, InterruptedException {
    String prefix = name + ": ";
    String line;
    do {
      line = lines.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new IOException("the server did not say '" + name + "' in time");
      }
      seen.add(line);
      if (line.equals(END)) {
        throw new IOException("the server ended before it said '" + name + "'");
      }
    } while (!line.startsWith(prefix));
    return line.substring(prefix.length());
  }

  /** Everything the server has printed so far, on either stream. */
  String output() {
    lines.drainTo(seen);
    return String.join("\n", seen);
  }

  @Override
  public void close() throws IOException {
    questions.close();
    try {
      process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
