package io.procex.agent.trace;

import io.procex.agent.bridge.Bridge;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The trace that a launch belongs to. It comes from OpenTelemetry's agent, which keeps its API in
 * the boot loader under another name; from the application's OpenTelemetry API; or from the
 * logger's MDC. None is loaded here: only what the application has loaded is asked.
 */
public final class TraceContext {
  static final String SPAN = "io.opentelemetry.api.trace.Span";
  private static final String AGENTS = "io.opentelemetry.javaagent.shaded.";
  private static final String[] NAMES = {
    SPAN, "org.slf4j.MDC", "org.apache.logging.log4j.ThreadContext"
  };

  private static final long LOOKED_UP_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Map<ClassLoader, Known> KNOWN = new WeakHashMap<>();

  /**
   * A constant that is always reachable: an entry whose list is collected would be looked up again
   * after each garbage collection.
   */
  private static final List<TraceSource> NONE = Collections.emptyList();

  private static final TraceSource OF_AGENT = ofAgent();

  private TraceContext() {}

  /** The trace id and span id of the current thread's work, or null. */
  public static String[] current() {
    try {
      String[] ids = OF_AGENT == null ? null : OF_AGENT.ids();
      return ids == null ? ofApplication() : ids;
    } catch (Exception | LinkageError | AssertionError | VirtualMachineError unknown) {
      return null; // an unusual version of these libraries, or what the application has added
    }
  }

  private static String[] ofApplication() throws ReflectiveOperationException {
    for (TraceSource source : known(Thread.currentThread().getContextClassLoader())) {
      String[] ids = source.ids();
      if (ids != null) {
        return ids;
      }
    }
    return null;
  }

  /** The current thread's context as OpenTelemetry's W3C propagators write it, or null. */
  public static PropagatedFields propagated() {
    try {
      PropagatedFields fields = OF_AGENT == null ? null : OF_AGENT.propagated();
      return fields == null ? propagatedByApplication() : fields;
    } catch (Exception | LinkageError | AssertionError | VirtualMachineError unknown) {
      return null; // an unusual version of these libraries, or what the application has added
    }
  }

  private static PropagatedFields propagatedByApplication() throws ReflectiveOperationException {
    for (TraceSource source : known(Thread.currentThread().getContextClassLoader())) {
      PropagatedFields fields = source.propagated();
      if (fields != null) {
        return fields;
      }
    }
    return null;
  }

  /**
   * The sources that this loader has loaded. Looked up again after a second, because the look-up
   * takes some us.
   */
  private static synchronized List<TraceSource> known(ClassLoader loader)
      throws ReflectiveOperationException {
    Known known = KNOWN.get(loader);
    List<TraceSource> sources = known == null ? null : known.sources.get();
    if (sources == null || System.nanoTime() - known.since > LOOKED_UP_AGAIN_NANOS) {
      sources = find(loader);
      KNOWN.put(loader, new Known(sources));
    }
    return sources;
  }

  private static List<TraceSource> find(ClassLoader loader) throws ReflectiveOperationException {
    List<TraceSource> sources = new ArrayList<>();
    for (String name : NAMES) {
      Class<?> type = Bridge.control().findLoadedClass(loader, name);
      if (type != null) {
        sources.add(TraceSource.of(type));
      }
    }
    return sources.isEmpty() ? NONE : sources;
  }

  private static TraceSource ofAgent() {
    try {
      return TraceSource.of(Class.forName(AGENTS + SPAN, false, null));
    } catch (ReflectiveOperationException | LinkageError | RuntimeException notThere) {
      return null;
    }
  }

  /**
   * A look-up's result and time. Held weakly, because it refers to classes of the loader that is
   * its key.
   */
  private static final class Known {
    private final WeakReference<List<TraceSource>> sources;
    private final long since = System.nanoTime();

    Known(List<TraceSource> sources) {
      this.sources = new WeakReference<>(sources);
    }
  }
}
