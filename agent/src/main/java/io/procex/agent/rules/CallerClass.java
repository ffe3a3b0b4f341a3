package io.procex.agent.rules;

import io.procex.agent.record.Field;
import java.util.Map;

/** The class on whose behalf something is launched: the nearest one outside the JDK. */
public final class CallerClass {
  private static final String[] OF_JDK = {"java.", "javax.", "jdk.", "sun.", "com.sun."};

  private CallerClass() {}

  /** Whether a class of that name is the JDK's. */
  public static boolean isOfJdk(String name) {
    for (String prefix : OF_JDK) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** That of a record; null where it is not recorded. */
  static String of(Map<Field, Object> record) {
    Object function = record.get(Field.FUNCTION);
    String nearest = function == null ? "" : withoutMethod(function.toString());
    if (!nearest.isEmpty() && !isOfJdk(nearest)) {
      return nearest;
    }
    Object stack = record.get(Field.STACK);
    for (String frame : (stack == null ? "" : stack.toString()).split("\n", -1)) {
      String name = frame.substring(0, Math.max(0, frame.indexOf('(')));
      String type = withoutMethod(name.substring(name.lastIndexOf('/') + 1)); // behind its module
      if (!type.isEmpty() && !isOfJdk(type)) {
        return type;
      }
    }
    return null;
  }

  private static String withoutMethod(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }
}
