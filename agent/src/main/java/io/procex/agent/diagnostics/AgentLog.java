package io.procex.agent.diagnostics;

import io.procex.agent.OwnRights;
import io.procex.agent.options.LogOptions;
import io.procex.agent.record.Printable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What the agent says of itself: the last lines in memory, and a record of each where records are
 * asked for. Failing to write is not an error for anyone.
 */
public final class AgentLog {
  private static final int KEPT = 100;
  private static final ArrayDeque<String> LINES = new ArrayDeque<>();

  /** Null, or with sinks for the lines. */
  private static volatile LogOptions options;

  /** Set by Observation, which must not be loaded just to be asked. */
  private static volatile boolean observed;

  private AgentLog() {}

  /** Whether launches are being observed. */
  public static boolean isObserved() {
    return observed;
  }

  static void setObserved(boolean now) {
    observed = now;
  }

  /** Records lines from now on as these options say; nothing is opened before the first. */
  public static void use(LogOptions log) {
    options = log.sinks().isEmpty() ? null : log;
  }

  /** Notes one line; control characters in it are escaped, so that it stays one line. */
  public static void line(String text) {
    String clean = Printable.of(text);
    keep(clean);
    LogOptions log = options;
    if (log == null) {
      return;
    }
    try {
      new OwnRights<Void>() {
        @Override
        public Void run() {
          Diagnostics.open(log, AgentLog::keep).message(clean);
          return null;
        }
      }.call();
    } catch (Throwable unrecorded) {
      keep("not recorded: " + unrecorded);
    }
  }

  /** In memory alone: of sinks that cannot be told. */
  static synchronized void keep(String line) {
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
    if (options != null) {
      Diagnostics.drain();
    }
  }

  /** Records no more. */
  public static void close() {
    if (options != null) {
      options = null;
      Diagnostics.close();
    }
  }
}
