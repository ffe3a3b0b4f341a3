package io.procex.agent.diagnostics;

import io.procex.agent.bridge.Bridge;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The trace that a launch belongs to. It comes from OpenTelemetry's agent, which keeps its API in
 * the boot loader under another name; from the application's OpenTelemetry API; or from the
 * logger's MDC. All are used by reflection, and only if the application has loaded them.
 */
abstract class TraceContext {
  private static final String SPAN = "io.opentelemetry.api.trace.Span";
  private static final String AGENTS = "io.opentelemetry.javaagent.shaded.";
  private static final String[] DIAGNOSTIC_CONTEXTS = {
    "org.slf4j.MDC", "org.apache.logging.log4j.ThreadContext"
  };

  private static final long LOOKED_UP_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Map<ClassLoader, Known> KNOWN = new WeakHashMap<>();

  /**
   * A constant that is always reachable: an entry whose list is collected would be looked up again
   * after each garbage collection.
   */
  private static final List<TraceContext> NONE = Collections.emptyList();

  private static final TraceContext OF_AGENT = ofAgent();

  /** Trace id and span id, or null. */
  abstract String[] ids() throws ReflectiveOperationException;

  /** The trace id and span id of the current thread's work, or null. */
  static String[] current() {
    try {
      String[] ids = OF_AGENT == null ? null : OF_AGENT.ids();
      return ids == null ? ofApplication(Thread.currentThread().getContextClassLoader()) : ids;
    } catch (Exception | LinkageError unknown) {
      return null; // an unusual version of these libraries
    }
  }

  private static String[] ofApplication(ClassLoader loader) throws ReflectiveOperationException {
    for (TraceContext context : known(loader)) {
      String[] ids = context.ids();
      if (ids != null) {
        return ids;
      }
    }
    return null;
  }

  /**
   * The sources that this loader has loaded. Looked up again after a second, because the look-up
   * takes some us.
   */
  private static synchronized List<TraceContext> known(ClassLoader loader)
      throws ReflectiveOperationException {
    Known known = KNOWN.get(loader);
    List<TraceContext> contexts = known == null ? null : known.contexts.get();
    if (contexts == null || System.nanoTime() - known.since > LOOKED_UP_AGAIN_NANOS) {
      contexts = find(loader);
      KNOWN.put(loader, new Known(contexts));
    }
    return contexts;
  }

  private static List<TraceContext> find(ClassLoader loader) throws ReflectiveOperationException {
    List<TraceContext> contexts = new ArrayList<>();
    Class<?> span = Bridge.control().findLoadedClass(loader, SPAN);
    if (span != null) {
      contexts.add(openTelemetry(span));
    }
    for (String name : DIAGNOSTIC_CONTEXTS) {
      Class<?> context = Bridge.control().findLoadedClass(loader, name);
      if (context != null) {
        contexts.add(diagnosticContext(context));
      }
    }
    return contexts.isEmpty() ? NONE : contexts;
  }

  /**
   * A look-up's result and time. Held weakly, because it refers to classes of the loader that is
   * its key.
   */
  private static final class Known {
    private final WeakReference<List<TraceContext>> contexts;
    private final long since = System.nanoTime();

    Known(List<TraceContext> contexts) {
      this.contexts = new WeakReference<>(contexts);
    }
  }

  private static TraceContext ofAgent() {
    try {
      return openTelemetry(Class.forName(AGENTS + SPAN, false, null));
    } catch (ReflectiveOperationException | LinkageError | RuntimeException notThere) {
      return null;
    }
  }

  private static TraceContext openTelemetry(Class<?> span) throws ReflectiveOperationException {
    Method current = span.getMethod("current");
    Method contextOf = span.getMethod("getSpanContext");
    Class<?> context = contextOf.getReturnType();
    Method isValid = context.getMethod("isValid");
    Method traceId = context.getMethod("getTraceId");
    Method spanId = context.getMethod("getSpanId");
    return new TraceContext() {
      @Override
      String[] ids() throws ReflectiveOperationException {
        Object now = contextOf.invoke(current.invoke(null));
        return (Boolean) isValid.invoke(now)
            ? new String[] {(String) traceId.invoke(now), (String) spanId.invoke(now)}
            : null;
      }
    };
  }

  /** Reads the MDC under the names of OpenTelemetry's loggers, or the older ones of Brave. */
  private static TraceContext diagnosticContext(Class<?> type) throws ReflectiveOperationException {
    Method get = type.getMethod("get", String.class);
    return new TraceContext() {
      @Override
      String[] ids() throws ReflectiveOperationException {
        String trace = value(get, "trace_id", "traceId");
        return trace == null ? null : new String[] {trace, value(get, "span_id", "spanId")};
      }
    };
  }

  private static String value(Method get, String name, String otherName)
      throws ReflectiveOperationException {
    String value = (String) get.invoke(null, name);
    return value == null ? (String) get.invoke(null, otherName) : value;
  }
}
