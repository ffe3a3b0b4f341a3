package io.procex.it.support;

import io.procex.hosts.LaunchOnRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A running {@link LaunchOnRequest}, asked line by line. Whoever hangs is killed. */
public final class Conversation implements AutoCloseable {
  private static final int LONGEST_SECONDS = 300;

  private final Process process;
  private final BufferedReader answers;
  private final Writer requests;
  private final CompletableFuture<Void> killer;

  public Conversation(HostJvm host) throws IOException {
    process = host.start(LaunchOnRequest.class);
    answers = process.inputReader(StandardCharsets.UTF_8);
    requests = process.outputWriter(StandardCharsets.UTF_8);
    killer =
        process
            .onExit()
            .completeOnTimeout(null, LONGEST_SECONDS, TimeUnit.SECONDS)
            .thenAccept(this::kill);
    readUntil("ready");
  }

  private void kill(Process exited) {
    if (exited == null) {
      process.destroyForcibly();
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Everything that the host prints about one launch. */
  public String ask(String command) throws IOException {
    requests.write(command + "\n");
    requests.flush();
    return readUntil("done");
  }

  private String readUntil(String mark) throws IOException {
    StringBuilder text = new StringBuilder();
    String line;
    while ((line = answers.readLine()) != null) {
      if (line.equals(mark)) {
        return text.toString();
      }
      text.append(line).append('\n');
    }
    throw new AssertionError("the host ended without '" + mark + "': " + text + errors());
  }

  private String errors() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      return String.join("\n", reader.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the host; returns what it printed on stderr. */
  public String end() throws Exception {
    requests.close();
    String errors = errors();
    process.waitFor();
    return errors;
  }

  /** Kills the host, and removes the socket that it then leaves behind if it was attached to. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    killer.join();
    Files.deleteIfExists(Path.of("/tmp/.java_pid" + pid()));
  }
}
