package io.procex.agent.diagnostics;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The agent's own log: the last lines in memory, and a file where one was asked for. Never the
 * host's standard streams. Failing to write is not an error for anyone.
 */
public final class AgentLog {
  private static final int KEPT = 100;
  private static final ArrayDeque<String> LINES = new ArrayDeque<>();
  private static String path;

  private AgentLog() {}

  /** Appends what comes from now on to a file too; null for memory alone. */
  public static synchronized void toFile(String file) {
    // A pipe without a reader would hang the host.
    path = file == null || !new File(file).exists() || new File(file).isFile() ? file : null;
    if (file != null && path == null) {
      LINES.addLast("the log cannot be written: not a regular file: " + printable(file));
    }
  }

  /** Notes one line; control characters in it become '?', so that it stays one line. */
  public static synchronized void line(String text) {
    String clean = printable(text);
    if (LINES.size() == KEPT) {
      LINES.removeFirst();
    }
    LINES.addLast(clean);
    if (path != null) {
      append(java.time.Instant.now() + " procex-agent: " + clean + "\n");
    }
  }

  /** The lines still in memory, oldest first. */
  public static synchronized List<String> lines() {
    return new ArrayList<>(LINES);
  }

  private static String printable(String text) {
    StringBuilder clean = new StringBuilder(text);
    for (int i = 0; i < clean.length(); i++) {
      if (Character.isISOControl(clean.charAt(i))) {
        clean.setCharAt(i, '?');
      }
    }
    return clean.toString();
  }

  private static void append(String record) {
    try (OutputStream out = new FileOutputStream(path, true)) {
      out.write(record.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      path = null;
      LINES.addLast("the log cannot be written: " + e.getMessage());
    }
  }
}
