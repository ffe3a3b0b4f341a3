package java.lang;

import java.time.Instant;

/**
 * What records and beans need of a launch beside its request and outcome. Loaded only if
 * diagnostics are asked for. All times are from {@link System#nanoTime}.
 */
public final class ProcexObservation {
  final long[] figures = new long[ProcexNumbers.FIGURES];
  final byte[][] names = new byte[ProcexNumbers.NAMES][];
  private final ProcexObserver observer;
  private final Instant time = Instant.now();
  private final int[] sources;
  private final long started;
  private long coreStarted;
  private long coreEnded;
  private long ended;
  private String failure;
  private String fallback;

  /** Null unless the child has a time limit. */
  ProcexLifetime lifetime;

  ProcexObservation(ProcexObserver observer, ProcexRequest request, long started) {
    this.observer = observer;
    this.started = started;
    sources = request.fds.clone();
  }

  void coreStarts() {
    coreStarted = System.nanoTime();
  }

  void coreEnds() {
    coreEnded = System.nanoTime();
  }

  /** Clears what an attempt has noted, before the next attempt. */
  void clear() {
    for (int i = 0; i < figures.length; i++) {
      figures[i] = 0;
    }
    for (int i = 0; i < names.length; i++) {
      names[i] = null;
    }
  }

  /** Notes the outcome of the launch, and tells the observer. */
  void end(ProcexLaunch launch) {
    failure = launch.failure == null ? null : launch.failure.getMessage();
    fallback = launch.failure == null ? launch.fallback : null;
    ended = System.nanoTime();
    observer.launched(launch);
  }

  /** When the launch began. */
  public Instant time() {
    return time;
  }

  /** When the launch began, before it waited for a preparation. */
  public long started() {
    return started;
  }

  /** Nanoseconds from the JDK's call to the outcome. */
  public long duration() {
    return ended - started;
  }

  /** Nanoseconds in the core. */
  public long coreDuration() {
    return coreEnded - coreStarted;
  }

  /** The message of the exception that the application gets, or null. */
  public String failure() {
    return failure;
  }

  /** Why the launch falls back to the JDK, or null. */
  public String fallback() {
    return fallback;
  }

  /** Whether the time limit has ended the child, or has tried to. */
  public boolean hasOutlivedItsTime() {
    return lifetime != null && lifetime.wasTooLong();
  }

  /** Sources of stdin, stdout and stderr; -1 for a pipe. */
  public int[] sources() {
    return sources;
  }

  /** A number that the core has observed, by its place: {@code ProcexNumbers.FIGURE_*}. */
  public long figure(int place) {
    return figures[place];
  }

  /**
   * A name that the core has observed, or null: at {@link ProcexNumbers#NAME_FILE} the file that
   * was executed, or tried last; from 1 on what the standard streams refer to; at {@link
   * ProcexNumbers#NAME_DIRECTORY} the JVM's working directory, if the child's depends on it.
   */
  public byte[] name(int place) {
    return names[place];
  }
}
