package io.procex.agent.diagnostics;

import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Who called the JDK: the stack without the agent's own frames and the JDK's way to a launch. */
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
    int caller = 0;
    while (caller < frames.length && isOnTheWay(frames[caller].getClassName())) {
      caller++;
    }
    if (caller == frames.length) {
      return; // -XX:-StackTraceInThrowable
    }
    StackTraceElement frame = frames[caller];
    record.put(Field.FUNCTION, frame.getClassName() + "." + frame.getMethodName());
    record.put(Field.FILE, frame.getFileName());
    if (frame.getLineNumber() > 0) {
      record.put(Field.LINE, frame.getLineNumber());
    }
    record.put(Field.STACK, text(frames, caller, depth));
  }

  /** Whether a frame of that class is the agent's or the JDK's, and not yet the caller's. */
  static boolean isOnTheWay(String name) {
    return WAY_TO_A_LAUNCH.contains(name)
        || name.startsWith("java.lang.Procex")
        || name.startsWith("java.lang.ProcessImpl$")
        || name.startsWith("java.lang.UNIXProcess$")
        || name.startsWith("java.security.AccessController")
        || name.equals("io.procex.agent.OwnRights")
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
