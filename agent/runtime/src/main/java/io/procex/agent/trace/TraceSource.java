package io.procex.agent.trace;

/** A class that knows the trace of the current thread's work. */
abstract class TraceSource {
  final Class<?> type;

  TraceSource(Class<?> type) {
    this.type = type;
  }

  /** Trace id and span id, or null. */
  abstract String[] ids() throws ReflectiveOperationException;

  /** See {@link TraceContext#propagated}. Only OpenTelemetry has a context that can go on. */
  PropagatedFields propagated() throws ReflectiveOperationException {
    return null;
  }
}
