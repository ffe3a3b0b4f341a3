package io.procex.agent.trace;

import java.lang.reflect.Method;

/** Reads a logger's MDC under the names of OpenTelemetry's loggers, or the older ones of Brave. */
final class DiagnosticContextSource extends TraceSource {
  private final Method get;

  DiagnosticContextSource(Class<?> type) throws ReflectiveOperationException {
    get = type.getMethod("get", String.class);
  }

  @Override
  String[] ids() throws ReflectiveOperationException {
    String trace = value("trace_id", "traceId");
    return trace == null ? null : new String[] {trace, value("span_id", "spanId")};
  }

  private String value(String name, String otherName) throws ReflectiveOperationException {
    String value = (String) get.invoke(null, name);
    return value == null ? (String) get.invoke(null, otherName) : value;
  }
}
