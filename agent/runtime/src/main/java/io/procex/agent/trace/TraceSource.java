package io.procex.agent.trace;

import java.util.Collections;
import java.util.Map;

/** A class that knows the trace of the current thread's work. */
abstract class TraceSource {
  final Class<?> type;

  TraceSource(Class<?> type) {
    this.type = type;
  }

  /** Trace id and span id, or null. */
  abstract String[] ids() throws ReflectiveOperationException;

  /** See {@link TraceContext#propagated}. Only OpenTelemetry has a context that can go on. */
  Map<String, String> propagated() throws ReflectiveOperationException {
    return Collections.emptyMap();
  }
}
