package io.procex.hosts;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.BufferedReader;
import java.io.InputStreamReader;

/** Prints the trace in the environment of children. Arguments: a trace id and a span id. */
public final class LaunchTraced {
  private static final String[] SHOW = {
    "/bin/sh", "-c", "echo ${TRACEPARENT-none} ${TRACESTATE-none} ${BAGGAGE-none}"
  };

  private LaunchTraced() {}

  public static void main(String[] ids) throws Exception {
    TraceState state = TraceState.builder().put("vendor", "x").build();
    Context usual = span(ids, state, "alice and bob");
    show("outside", Context.root());
    show("inside", usual);
    show("of-its-own", usual, "OTHER", "1");
    show("given", usual, "TRACEPARENT", "mine");
    show("without-state", span(ids, TraceState.getDefault(), "alice and bob"));
    show("overlong", span(ids, state, new String(new char[9000]).replace('\0', 'a')));
    Status.print();
  }

  private static Context span(String[] ids, TraceState state, String user) {
    Span span = Span.wrap(SpanContext.create(ids[0], ids[1], TraceFlags.getSampled(), state));
    return Context.root().with(span).with(Baggage.builder().put("user", user).build());
  }

  private static void show(String name, Context context, String... variable) throws Exception {
    Scope scope = context.makeCurrent();
    try {
      System.out.println(name + " " + printed(variable));
    } finally {
      scope.close();
    }
  }

  private static String printed(String... variable) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(SHOW);
    if (variable.length > 0) {
      builder.environment().put(variable[0], variable[1]);
    }
    Process child = builder.start();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), "US-ASCII"))) {
      String line = lines.readLine();
      child.waitFor();
      return line;
    }
  }
}
