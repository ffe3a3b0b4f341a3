package io.procex.agent.diagnostics;

import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The trace that a launch belongs to: of OpenTelemetry's agent, which keeps its API in the boot
 * loader under a name of its own; of the application's OpenTelemetry API; or what somebody has put
 * into the logger's MDC. Nothing is linked against, and nothing loaded that the application has not
 * loaded itself.
 */
abstract class TraceContext {
  private static final String SPAN = "io.opentelemetry.api.trace.Span";
  private static final String AGENTS = "io.opentelemetry.javaagent.shaded.";
  private static final String[] DIAGNOSTIC_CONTEXTS = {
    "org.slf4j.MDC", "org.apache.logging.log4j.ThreadContext"
  };

  /** What was found; a value must not keep its own key, the class, from being unloaded. */
  private static final Map<Class<?>, WeakReference<TraceContext>> KNOWN = new WeakHashMap<>();

  private static final TraceContext OF_AGENT = ofAgent();

  /** Trace id and span id, or null. */
  abstract String[] ids() throws ReflectiveOperationException;

  /** Trace id and span id of what the current thread is doing, or null. */
  static String[] current() {
    try {
      String[] ids = OF_AGENT == null ? null : OF_AGENT.ids();
      return ids == null ? ofApplication(Thread.currentThread().getContextClassLoader()) : ids;
    } catch (Exception | LinkageError unknown) {
      return null; // some other version of these libraries
    }
  }

  private static String[] ofApplication(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> span = ProcexLoadedClass.find(loader, SPAN);
    String[] ids = span == null ? null : known(span).ids();
    for (int i = 0; ids == null && i < DIAGNOSTIC_CONTEXTS.length; i++) {
      Class<?> context = ProcexLoadedClass.find(loader, DIAGNOSTIC_CONTEXTS[i]);
      ids = context == null ? null : known(context).ids();
    }
    return ids;
  }

  private static synchronized TraceContext known(Class<?> type)
      throws ReflectiveOperationException {
    WeakReference<TraceContext> reference = KNOWN.get(type);
    TraceContext context = reference == null ? null : reference.get();
    if (context == null) {
      context = type.getName().equals(SPAN) ? openTelemetry(type) : diagnosticContext(type);
      KNOWN.put(type, new WeakReference<>(context));
    }
    return context;
  }

  private static TraceContext ofAgent() {
    try {
      return openTelemetry(Class.forName(AGENTS + SPAN, false, null));
    } catch (ReflectiveOperationException | LinkageError notThere) {
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

  /** Under the names that OpenTelemetry's loggers use, or the older ones of Brave. */
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
