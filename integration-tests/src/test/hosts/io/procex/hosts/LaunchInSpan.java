package io.procex.hosts;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;

/** Launches once outside of any span, and once within one. Arguments: its trace id and span id. */
public final class LaunchInSpan {
  private LaunchInSpan() {}

  public static void main(String[] ids) throws Exception {
    Span span =
        Span.wrap(
            SpanContext.create(ids[0], ids[1], TraceFlags.getSampled(), TraceState.getDefault()));
    new ProcessBuilder("/bin/true").start().waitFor();
    try (Scope scope = span.makeCurrent()) {
      System.out.println("scope " + scope.getClass().getName());
      new ProcessBuilder("/bin/true").start().waitFor();
    }
    Status.print();
  }
}
