package io.procex.agent.trace;

import java.util.function.Supplier;

/** OpenTelemetry's API, the application's or that of OpenTelemetry's agent. */
final class OpenTelemetrySource extends TraceSource {
  private final Class<?> span;
  private final Supplier<Object[]> current;

  /** Made when a state or baggage is to go on: until then, none of its classes is needed. */
  private volatile Propagators propagators;

  OpenTelemetrySource(Class<?> span) throws Exception {
    this.span = span;
    this.current = CurrentSpanClass.reader(span);
    tryIt();
  }

  /** An API of another shape is a LinkageError here, and not at each launch. */
  private void tryIt() {
    try {
      ids();
    } catch (RuntimeException passing) {
      // of what the application has added
    }
  }

  @Override
  String[] ids() {
    Object[] now = current.get();
    return is(now, CurrentSpanClass.IS_VALID)
        ? new String[] {text(now, CurrentSpanClass.TRACE_ID), text(now, CurrentSpanClass.SPAN_ID)}
        : null;
  }

  @Override
  PropagatedFields propagated() throws ReflectiveOperationException {
    Object[] now = current.get();
    if (!is(now, CurrentSpanClass.NO_STATE) || !is(now, CurrentSpanClass.NO_BAGGAGE)) {
      return written();
    }
    return is(now, CurrentSpanClass.IS_VALID) ? PropagatedFields.of(parent(now)) : null;
  }

  /** What the propagator of W3C's trace context writes: version 00. */
  private static String parent(Object[] now) {
    return "00-"
        + text(now, CurrentSpanClass.TRACE_ID)
        + '-'
        + text(now, CurrentSpanClass.SPAN_ID)
        + '-'
        + text(now, CurrentSpanClass.FLAGS);
  }

  private PropagatedFields written() throws ReflectiveOperationException {
    Propagators made = propagators;
    if (made == null) {
      made = new Propagators(span);
      propagators = made;
    }
    return made.write();
  }

  private static boolean is(Object[] now, int element) {
    return (Boolean) now[element];
  }

  private static String text(Object[] now, int element) {
    return (String) now[element];
  }
}
