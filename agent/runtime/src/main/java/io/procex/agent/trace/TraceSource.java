package io.procex.agent.trace;

/** A class that knows the trace of the current thread's work. */
abstract class TraceSource {
  private static final TraceSource NONE =
      new TraceSource() {
        @Override
        String[] ids() {
          return null;
        }
      };

  /**
   * Each lives as long as the class that it reads, which a map here could not tell: it would keep
   * the loader of an application that was undeployed.
   */
  private static final ClassValue<TraceSource> OF =
      new ClassValue<TraceSource>() {
        @Override
        protected TraceSource computeValue(Class<?> type) {
          try {
            return type.getName().endsWith(TraceContext.SPAN)
                ? new OpenTelemetrySource(type)
                : new DiagnosticContextSource(type);
          } catch (Exception | LinkageError unusual) {
            return NONE; // no launch shall try that version again
          }
        }
      };

  /** The source that reads this class: OpenTelemetry's Span, or a logger's MDC. */
  static TraceSource of(Class<?> type) {
    return OF.get(type);
  }

  /** Trace id and span id, or null. */
  abstract String[] ids() throws ReflectiveOperationException;

  /** See {@link TraceContext#propagated}. Only OpenTelemetry has a context that can go on. */
  PropagatedFields propagated() throws ReflectiveOperationException {
    return null;
  }
}
