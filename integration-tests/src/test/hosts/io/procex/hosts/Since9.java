package io.procex.hosts;

import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Process and its companions have since JDK 9, called by reflection. */
public final class Since9 {
  /** Whether this JDK has any of it. */
  static final boolean IS_HERE = !"1.8".equals(System.getProperty("java.specification.version"));

  private Since9() {}

  public static long pid(Process process) throws Exception {
    return (Long) invoke(Process.class, process, "pid");
  }

  static Object info(Process process) throws Exception {
    return invoke(Process.class, process, "info");
  }

  public static Object toHandle(Process process) throws Exception {
    return invoke(Process.class, process, "toHandle");
  }

  static Object currentHandle() throws Exception {
    return invoke(Class.forName("java.lang.ProcessHandle"), null, "current");
  }

  public static Object onExit(Process process) throws Exception {
    return invoke(Process.class, process, "onExit");
  }

  /** A method of ProcessHandle without parameters. */
  public static Object ofHandle(Object handle, String method) throws Exception {
    return invoke(Class.forName("java.lang.ProcessHandle"), handle, method);
  }

  static Stream<?> streamOf(Object handle, String method) throws Exception {
    return (Stream<?>) ofHandle(handle, method);
  }

  /** A method of ProcessHandle.Info. */
  static Optional<?> ofInfo(Object info, String method) throws Exception {
    return (Optional<?>) invoke(Class.forName("java.lang.ProcessHandle$Info"), info, method);
  }

  static Redirect discard() throws Exception {
    return (Redirect) Redirect.class.getField("DISCARD").get(null);
  }

  @SuppressWarnings("unchecked") // the result type of startPipeline
  static List<Process> startPipeline(List<ProcessBuilder> builders) throws Exception {
    try {
      return (List<Process>)
          ProcessBuilder.class.getMethod("startPipeline", List.class).invoke(null, builders);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  private static Object invoke(Class<?> type, Object target, String method) throws Exception {
    return type.getMethod(method).invoke(target);
  }
}
