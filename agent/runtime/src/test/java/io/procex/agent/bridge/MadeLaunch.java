package io.procex.agent.bridge;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;

/** A launch as the bridge makes it, without the library: its classes belong to java.base. */
public final class MadeLaunch {
  private MadeLaunch() {}

  /** A launch that has not begun, of a program without arguments, in the root directory. */
  public static ProcexLaunch of(String program) throws Exception {
    ProcexRequest request =
        (ProcexRequest)
            only(ProcexRequest.class)
                .newInstance(
                    bytes(program + '\0'),
                    new byte[0],
                    0,
                    null,
                    0,
                    bytes("/\0"),
                    new int[] {-1, -1, -1},
                    false);
    return (ProcexLaunch) only(ProcexLaunch.class).newInstance(null, request);
  }

  /** The launch with that program found for it; null if its name is not known. */
  public static ProcexLaunch found(String program) throws Exception {
    ProcexLaunch launch = of(String.valueOf(program));
    byte[][] names = new byte[number("RESOLVED_NAMES")][];
    names[number("RESOLVED_PROGRAM")] = program == null ? null : bytes(program);
    for (Constructor<?> each : ProcexProgram.class.getDeclaredConstructors()) {
      if (each.getParameterTypes()[0] == int.class) {
        each.setAccessible(true);
        int[] found = new int[number("RESOLVED_SIZE")];
        set(launch, "program", each.newInstance(-1, names, new long[0], found));
      }
    }
    return launch;
  }

  /** Sets what the bridge sets when it goes on. */
  public static void set(ProcexLaunch launch, String field, Object value) throws Exception {
    Field found = ProcexLaunch.class.getDeclaredField(field);
    found.setAccessible(true);
    found.set(launch, value);
  }

  private static int number(String name) throws Exception {
    Field field = ProcexNumbers.class.getDeclaredField(name);
    field.setAccessible(true);
    return field.getInt(null);
  }

  private static Constructor<?> only(Class<?> type) {
    Constructor<?> only = type.getDeclaredConstructors()[0];
    only.setAccessible(true);
    return only;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
