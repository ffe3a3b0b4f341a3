package io.procex.agent.learning;

import io.procex.agent.caller.Caller;
import io.procex.agent.record.Field;
import java.util.Map;

/** Finds the caller of a launch in its record: see {@link Caller}. */
public final class CallerClass {
  private CallerClass() {}

  /**
   * The caller's class; null if it is not recorded. Older records name the class nearest to the
   * JDK.
   */
  public static String of(Map<Field, Object> record) {
    Object function = record.get(Field.FUNCTION);
    String recorded = function == null ? "" : withoutMethod(function.toString());
    if (!recorded.isEmpty() && !Caller.isNeverCaller(recorded)) {
      return recorded;
    }
    String found = inStack(record.get(Field.STACK));
    boolean isLibrary = !recorded.isEmpty() && !recorded.startsWith("java.");
    return found == null && isLibrary ? recorded : found;
  }

  private static String inStack(Object stack) {
    for (String frame : (stack == null ? "" : stack.toString()).split("\n", -1)) {
      String name = frame.substring(0, Math.max(0, frame.indexOf('(')));
      String type = withoutMethod(name.substring(name.lastIndexOf('/') + 1));
      if (!type.isEmpty() && !Caller.isPassedOver(module(name), type)) {
        return type;
      }
    }
    return null;
  }

  /** The module in {@code app//a.B.c}, {@code java.base/a.B.c} and {@code app/m@1/a.B.c}. */
  private static String module(String name) {
    int end = name.lastIndexOf('/');
    if (end < 0) {
      return "";
    }
    String before = name.substring(0, end);
    String module = before.substring(before.lastIndexOf('/') + 1);
    int version = module.indexOf('@');
    String plain = version < 0 ? module : module.substring(0, version);
    return plain.isEmpty() ? "of a class path" : plain;
  }

  private static String withoutMethod(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }
}
