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

/** A running {@link LaunchOnRequest}, asked line by line. Whoever hangs is killed. */
public final class Conversation implements AutoCloseable {
  private static final int LONGEST_SECONDS = 300;
  private static final int MOST_ASKED = 20_000;

  private final Process process;
  private final BufferedReader answers;
  private final Writer requests;

  public Conversation(HostJvm host) throws IOException {
    process = host.within(LONGEST_SECONDS).start(LaunchOnRequest.class);
    answers = process.inputReader(StandardCharsets.UTF_8);
    requests = process.outputWriter(StandardCharsets.UTF_8);
    readUntil("ready");
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

  /**
   * Asks for the launch again until that is so, and returns what the host has printed about the
   * last. What comes by itself within a second or so comes long before so many launches are over.
   */
  public String askUntil(String command, Wanted wanted) throws IOException {
    String answer = "";
    for (int asked = 0; asked < MOST_ASKED; asked++) {
      answer = ask(command);
      if (wanted.isThere(answer)) {
        return answer;
      }
    }
    throw new AssertionError("not after " + MOST_ASKED + " launches: " + answer);
  }

  /** What launches are repeated for. */
  public interface Wanted {
    /** Whether it is there, after the launch of which the host has printed that. */
    boolean isThere(String answer) throws IOException;
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
    process.onExit().join();
    Files.deleteIfExists(Path.of("/tmp/.java_pid" + pid()));
  }
}
