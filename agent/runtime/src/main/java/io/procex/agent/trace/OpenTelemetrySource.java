package io.procex.agent.trace;

import java.util.function.ToIntFunction;

/** OpenTelemetry's API, the application's or that of OpenTelemetry's agent. */
final class OpenTelemetrySource extends TraceSource {
  private static final int NO_MORE =
      CurrentSpanClass.HAS_NO_STATE | CurrentSpanClass.HAS_NO_BAGGAGE;

  private final Class<?> span;

  /** Fills in a {@link ParentField}. */
  private final ToIntFunction<byte[]> current;

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

  /** As without a span, for ids of another length, or none. */
  private int read(byte[] parent) {
    try {
      return current.applyAsInt(parent);
    } catch (IndexOutOfBoundsException | NullPointerException unusual) {
      return NO_MORE;
    }
  }

  @Override
  String[] ids() {
    byte[] parent = ParentField.empty();
    return isValid(read(parent))
        ? new String[] {ParentField.TRACE.in(parent), ParentField.SPAN.in(parent)}
        : null;
  }

  @Override
  PropagatedFields propagated() throws ReflectiveOperationException {
    byte[] parent = ParentField.empty();
    int now = read(parent);
    if ((now & NO_MORE) != NO_MORE) {
      return written();
    }
    return isValid(now) ? PropagatedFields.of(parent) : null;
  }

  private static boolean isValid(int now) {
    return (now & CurrentSpanClass.IS_VALID) != 0;
  }

  private PropagatedFields written() throws ReflectiveOperationException {
    Propagators made = propagators;
    if (made == null) {
      made = new Propagators(span);
      propagators = made;
    }
    return made.write();
  }
}
