package io.procex.agent.trace;

import java.lang.reflect.Method;

/** OpenTelemetry's API, the application's or that of OpenTelemetry's agent. */
final class OpenTelemetrySource extends TraceSource {
  private final Method current;
  private final Method contextOf;
  private final Method isValid;
  private final Method traceId;
  private final Method spanId;

  /** Made when a child is to get the context: until then, none of its classes is needed. */
  private volatile Propagators propagators;

  OpenTelemetrySource(Class<?> span) throws ReflectiveOperationException {
    super(span);
    current = span.getMethod("current");
    contextOf = span.getMethod("getSpanContext");
    Class<?> context = contextOf.getReturnType();
    isValid = context.getMethod("isValid");
    traceId = context.getMethod("getTraceId");
    spanId = context.getMethod("getSpanId");
  }

  @Override
  String[] ids() throws ReflectiveOperationException {
    Object now = contextOf.invoke(current.invoke(null));
    return (Boolean) isValid.invoke(now)
        ? new String[] {(String) traceId.invoke(now), (String) spanId.invoke(now)}
        : null;
  }

  @Override
  PropagatedFields propagated() throws ReflectiveOperationException {
    Propagators made = propagators;
    if (made == null) {
      made = new Propagators(type);
      propagators = made;
    }
    return made.write();
  }
}
