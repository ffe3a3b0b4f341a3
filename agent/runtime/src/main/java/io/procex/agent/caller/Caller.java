package io.procex.agent.caller;

/**
 * On whose behalf something is launched: the nearest frame on the stack that is neither the JDK's
 * nor the agent's nor a launch library's. Where all are, it is the library's nearest to the launch;
 * where there is not even one of those, nobody. Records, rules and reports share this definition.
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

  /** A class of that name, for who asks what would be; null or empty for nobody. */
  public static Caller named(String className) {
    return new Caller(className == null ? "" : className);
  }

  /** No class at all. */
  public static Caller nobody() {
    return NOBODY;
  }

  /** Finds it; the frames begin with the launch. */
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

  /** Of the calling thread. */
  public static Caller current() {
    return of(new Throwable().getStackTrace());
  }

  /** Where that is; null where it is unknown. */
  public StackTraceElement frame() {
    return frame;
  }

  /** The caller's class; empty for nobody. */
  public String className() {
    return className;
  }

  /** The class of a library through which it went, nearest to the launch; empty for none. */
  public String library() {
    return library;
  }

  /** Whether a frame is passed over, by what a record tells of it; module is empty for none. */
  public static boolean isPassedOver(String module, String className) {
    return isNeverCaller(className)
        || JdkClasses.isModule(module)
        || (module.isEmpty() && JdkClasses.mayBeOn8(className));
  }

  /** Whether a class of that name is passed over, whoever has loaded it. */
  public static boolean isNeverCaller(String className) {
    return className.startsWith("java.") || LaunchLibraries.contains(className);
  }
}
