package io.procex.agent.caller;

/**
 * The class that launches a program: the nearest frame on the stack that belongs to neither the
 * JDK, nor the agent, nor a launch library. If there is no such frame, it is the library's frame
 * nearest to the launch; otherwise there is no caller. Records, rules and reports share this
 * definition.
 */
public final class Caller {
  private static final String OF_AGENT = "io.procex.agent.";

  private static final Caller NOBODY = named("");

  private final StackTraceElement frame;
  private final String className;
  private final String library;

  private Caller(StackTraceElement frame, StackTraceElement library) {
    this.frame = frame;
    this.className = frame == null ? "" : frame.getClassName();
    this.library = library == null ? "" : library.getClassName();
  }

  private Caller(String className) {
    this.frame = null;
    this.className = className;
    this.library = "";
  }

  /**
   * A caller with that class name, for a launch that is only imagined; null or empty for no caller.
   */
  public static Caller named(String className) {
    return new Caller(className == null ? "" : className);
  }

  /** No caller. */
  public static Caller nobody() {
    return NOBODY;
  }

  /** Finds the caller on a stack that begins with the launch. */
  public static Caller of(StackTraceElement[] frames) {
    StackTraceElement library = null;
    for (StackTraceElement frame : frames) {
      String name = frame.getClassName();
      if (!name.startsWith(OF_AGENT) && !JdkClasses.contains(frame)) {
        if (!LaunchLibraries.contains(name)) {
          return new Caller(frame, library);
        }
        library = library == null ? frame : library;
      }
    }
    return new Caller(library, library);
  }

  /** Finds the caller on the calling thread's stack. */
  public static Caller current() {
    return of(new Throwable().getStackTrace());
  }

  /** The caller's frame; null if it is unknown. */
  public StackTraceElement frame() {
    return frame;
  }

  /** The caller's class; empty for nobody. */
  public String className() {
    return className;
  }

  /** The class of the launch library that was used, nearest to the launch; empty if none was. */
  public String library() {
    return library;
  }

  /**
   * Whether a frame is never the caller, by its fields in a record; module is empty if it has none.
   */
  public static boolean isPassedOver(String module, String className) {
    return isNeverCaller(className)
        || JdkClasses.isModule(module)
        || (module.isEmpty() && JdkClasses.mayBeOn8(className));
  }

  /** Whether a class of that name is never the caller, whatever loader it is from. */
  public static boolean isNeverCaller(String className) {
    return className.startsWith("java.") || LaunchLibraries.contains(className);
  }
}
