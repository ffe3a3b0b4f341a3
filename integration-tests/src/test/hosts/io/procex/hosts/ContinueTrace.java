package io.procex.hosts;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Locale;
import java.util.Map;

/**
 * Begins a span below that of its environment, if there is one, and prints its trace. Arguments: a
 * command that is launched within the span, by a shell.
 */
public final class ContinueTrace {
  private ContinueTrace() {}

  public static void main(String[] command) throws Exception {
    Context above =
        GlobalOpenTelemetry.getPropagators()
            .getTextMapPropagator()
            .extract(Context.root(), System.getenv(), new OfEnvironment());
    Span span =
        GlobalOpenTelemetry.getTracer("test").spanBuilder("test").setParent(above).startSpan();
    Scope scope = span.makeCurrent();
    try {
      System.out.println("trace " + span.getSpanContext().getTraceId());
      System.out.println("above " + Span.fromContext(above).getSpanContext().getSpanId());
      System.out.println("span " + span.getSpanContext().getSpanId());
      if (command.length > 0) {
        new ProcessBuilder("/bin/sh", "-c", command[0] + "; :").inheritIO().start().waitFor();
      }
    } finally {
      scope.close();
      span.end();
    }
  }

  private static final class OfEnvironment implements TextMapGetter<Map<String, String>> {
    @Override
    public Iterable<String> keys(Map<String, String> environment) {
      return environment.keySet();
    }

    @Override
    public String get(Map<String, String> environment, String key) {
      return environment.get(key.toUpperCase(Locale.ROOT));
    }
  }
}
