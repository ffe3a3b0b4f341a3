package io.procex.agent.trace;

import io.procex.agent.bridge.Bridge;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/** Which of the classes that know a trace each class loader has loaded. Holds no loader. */
final class KnownSources {
  private static final long LOOKED_UP_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * A constant that is always reachable: an entry whose list is collected would be looked up again
   * after each garbage collection.
   */
  private static final List<TraceSource> NONE = Collections.emptyList();

  private final String[] names;
  private final Map<ClassLoader, Known> known = new WeakHashMap<>();

  /** For the loader that was asked for last, without a lock: mostly it is asked for again. */
  private volatile Known latest = new Known(null, NONE);

  /** Looks for classes of these names. */
  KnownSources(String... names) {
    this.names = names;
  }

  /**
   * The sources that this loader has loaded. Looked up again after a second, because the look-up
   * takes some us.
   */
  List<TraceSource> of(ClassLoader loader) throws ReflectiveOperationException {
    Known last = latest;
    List<TraceSource> sources =
        loader == null || last.loader.get() != loader ? null : last.inTime();
    return sources == null ? lookUp(loader) : sources;
  }

  private synchronized List<TraceSource> lookUp(ClassLoader loader)
      throws ReflectiveOperationException {
    Known last = known.get(loader);
    List<TraceSource> sources = last == null ? null : last.inTime();
    if (sources == null) {
      sources = find(loader);
      last = new Known(loader, sources);
      known.put(loader, last);
    }
    latest = last;
    return sources;
  }

  private List<TraceSource> find(ClassLoader loader) throws ReflectiveOperationException {
    List<TraceSource> sources = new ArrayList<>();
    for (String name : names) {
      Class<?> type = Bridge.control().findLoadedClass(loader, name);
      if (type != null) {
        sources.add(TraceSource.of(type));
      }
    }
    return sources.isEmpty() ? NONE : sources;
  }

  /** A look-up's result and time. Held weakly, because it refers to classes of the loader. */
  private static final class Known {
    private final WeakReference<ClassLoader> loader;
    private final WeakReference<List<TraceSource>> sources;
    private final long since = System.nanoTime();

    Known(ClassLoader loader, List<TraceSource> sources) {
      this.loader = new WeakReference<>(loader);
      this.sources = new WeakReference<>(sources);
    }

    /** Null after a second. */
    List<TraceSource> inTime() {
      return System.nanoTime() - since > LOOKED_UP_AGAIN_NANOS ? null : sources.get();
    }
  }
}
