package io.procex.agent.diagnostics;

import io.procex.agent.caller.Caller;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The caller of a launch, and the stack without the frames of the agent and of the JDK's launch
 * methods.
 */
final class CallerStack {
  private static final Set<String> WAY_TO_A_LAUNCH =
      new HashSet<>(
          Arrays.asList(
              "java.lang.ProcessImpl",
              "java.lang.UNIXProcess",
              "java.lang.ProcessBuilder",
              "java.lang.Runtime"));

  private CallerStack() {}

  static void put(Record record, StackTraceElement[] frames, int depth) {
    int nearest = nearest(frames);
    if (nearest == frames.length) {
      return; // -XX:-StackTraceInThrowable
    }
    Caller caller = Caller.of(frames);
    putFrame(record, orNearest(caller, frames));
    record.put(Field.LIBRARY, caller.library().isEmpty() ? null : caller.library());
    record.put(Field.STACK, text(frames, nearest, depth));
  }

  /** The caller of the calling thread's launch; null if the stack is unknown. */
  static StackTraceElement current() {
    StackTraceElement[] frames = new Throwable().getStackTrace();
    return orNearest(Caller.of(frames), frames);
  }

  /** The caller's frame. A launch of the JDK itself has no caller; then the nearest frame. */
  private static StackTraceElement orNearest(Caller caller, StackTraceElement[] frames) {
    int nearest = nearest(frames);
    return caller.frame() == null && nearest < frames.length ? frames[nearest] : caller.frame();
  }

  private static int nearest(StackTraceElement[] frames) {
    int nearest = 0;
    while (nearest < frames.length && isOnTheWay(frames[nearest].getClassName())) {
      nearest++;
    }
    return nearest;
  }

  private static void putFrame(Record record, StackTraceElement frame) {
    record.put(Field.FUNCTION, frame.getClassName() + "." + frame.getMethodName());
    record.put(Field.FILE, frame.getFileName());
    if (frame.getLineNumber() > 0) {
      record.put(Field.LINE, frame.getLineNumber());
    }
  }

  /**
   * Whether a frame belongs to the agent or the JDK's launch methods, and so precedes the caller's.
   */
  private static boolean isOnTheWay(String name) {
    return WAY_TO_A_LAUNCH.contains(name)
        || name.startsWith("java.lang.Procex")
        || name.startsWith("java.lang.ProcessImpl$")
        || name.startsWith("java.lang.UNIXProcess$")
        || name.startsWith("java.security.AccessController")
        || name.equals("io.procex.agent.shared.OwnRights")
        || name.startsWith("io.procex.agent.diagnostics.");
  }

  private static String text(StackTraceElement[] frames, int caller, int depth) {
    StringBuilder text = new StringBuilder();
    int end = (int) Math.min(frames.length, (long) caller + depth);
    for (int i = caller; i < end; i++) {
      text.append(i == caller ? "" : "\n").append(frames[i]);
    }
    return text.toString();
  }
}
