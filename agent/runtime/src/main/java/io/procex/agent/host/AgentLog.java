package io.procex.agent.host;

import io.procex.agent.record.Printable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of the agent about itself: the last lines in memory, and a record of each if records
 * are asked for. Nobody gets an error if a line cannot be written.
 */
public final class AgentLog {
  private static final int KEPT = 100;

  /** Static fields, because any class of the agent may have something to report. */
  private static final ArrayDeque<String> LINES = new ArrayDeque<>();

  /** Gets each line too; or null. */
  private static volatile LogRecorder recorder;

  private AgentLog() {}

  /** Also sends each line to that recorder from now on; to none if it is null. */
  public static void use(LogRecorder newRecorder) {
    recorder = newRecorder;
  }

  /** Adds a line. Control characters are escaped, so that it stays one line. */
  public static void line(String text) {
    String clean = Printable.of(text);
    keep(clean);
    LogRecorder to = recorder;
    if (to == null) {
      return;
    }
    try {
      to.record(clean);
    } catch (Throwable unrecorded) {
      keep("not recorded: " + unrecorded);
    }
  }

  /** Keeps a line in memory only, since a sink that has failed cannot record why. */
  public static synchronized void keep(String line) {
    if (LINES.size() == KEPT) {
      LINES.removeFirst();
    }
    LINES.addLast(Printable.of(line));
  }

  /** The lines still in memory, oldest first. */
  public static synchronized List<String> lines() {
    return new ArrayList<>(LINES);
  }

  /** Writes all that was recorded, before the JVM is ended without its shutdown hooks. */
  public static void flush() {
    LogRecorder to = recorder;
    if (to != null) {
      to.flush();
    }
  }

  /** Ends the recording. */
  public static void close() {
    LogRecorder to = recorder;
    if (to != null) {
      recorder = null;
      to.close();
    }
  }
}
