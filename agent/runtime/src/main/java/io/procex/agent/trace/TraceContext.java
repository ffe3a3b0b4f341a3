package io.procex.agent.trace;

/**
 * The trace that a launch belongs to. It comes from OpenTelemetry's agent, which keeps its API in
 * the boot loader under another name; from the application's OpenTelemetry API; or from the
 * logger's MDC. None is loaded here: only what the application has loaded is asked.
 */
public final class TraceContext {
  static final String SPAN = "io.opentelemetry.api.trace.Span";
  private static final String AGENTS = "io.opentelemetry.javaagent.shaded.";
  private static final KnownSources KNOWN =
      new KnownSources(SPAN, "org.slf4j.MDC", "org.apache.logging.log4j.ThreadContext");

  private static final TraceSource OF_AGENT = ofAgent();

  private TraceContext() {}

  /** Initializes what a launch may have no stack for. */
  public static void prepare() {
    ParentField.empty();
  }

  /** The trace id and span id of the current thread's work, or null. */
  public static String[] current() {
    try {
      String[] ids = OF_AGENT == null ? null : OF_AGENT.ids();
      return ids == null ? ofApplication() : ids;
    } catch (Exception | LinkageError | AssertionError | VirtualMachineError unknown) {
      return null; // an unusual version of these libraries, or what the application has added
    }
  }

  private static String[] ofApplication() throws ReflectiveOperationException {
    for (TraceSource source : KNOWN.of(Thread.currentThread().getContextClassLoader())) {
      String[] ids = source.ids();
      if (ids != null) {
        return ids;
      }
    }
    return null;
  }

  /** The current thread's context as OpenTelemetry's W3C propagators write it, or null. */
  public static PropagatedFields propagated() {
    try {
      PropagatedFields fields = OF_AGENT == null ? null : OF_AGENT.propagated();
      return fields == null ? propagatedByApplication() : fields;
    } catch (Exception | LinkageError | AssertionError | VirtualMachineError unknown) {
      return null; // an unusual version of these libraries, or what the application has added
    }
  }

  private static PropagatedFields propagatedByApplication() throws ReflectiveOperationException {
    for (TraceSource source : KNOWN.of(Thread.currentThread().getContextClassLoader())) {
      PropagatedFields fields = source.propagated();
      if (fields != null) {
        return fields;
      }
    }
    return null;
  }

  private static TraceSource ofAgent() {
    try {
      return TraceSource.of(Class.forName(AGENTS + SPAN, false, null));
    } catch (ReflectiveOperationException | LinkageError | RuntimeException notThere) {
      return null;
    }
  }
}
