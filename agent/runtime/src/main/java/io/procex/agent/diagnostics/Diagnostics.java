package io.procex.agent.diagnostics;

import io.procex.agent.host.OwnThreads;
import io.procex.agent.options.LogOptions;
import io.procex.agent.record.AgentVersion;
import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Format;
import io.procex.agent.record.Record;
import io.procex.agent.record.Resource;
import io.procex.agent.sink.Pending;
import io.procex.agent.sink.Sink;
import io.procex.agent.sink.SinkQueue;
import io.procex.agent.sink.Sinks;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The sinks that are open, and the observer that feeds them. Not loaded before there is something
 * to record.
 */
public final class Diagnostics {
  private static final long LONGEST_DRAIN_MILLIS = 2000;

  /** Flight Recorder holds its lock meanwhile. */
  private static final long LONGEST_CATCH_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long MESSAGE_WEIGHT = 512; // without its text

  /** The diagnostics in use, for the bridge, the agent's log, the bean and the hook at exit. */
  private static Diagnostics current;

  private final LogOptions options;
  private final Supplier<Resource> resource;
  private final Format format;
  private final List<SinkQueue> queues = new CopyOnWriteArrayList<>();
  private final LaunchStatistics statistics;
  private FlightRecorder recorder;

  private Diagnostics(LogOptions options, Consumer<String> complaints) {
    this.options = options;
    this.resource = new OwnResource(options, complaints);
    this.format = Format.named(options.format(), resource);
    this.statistics = new LaunchStatistics(options.jmx());
    for (String name : options.sinks()) {
      open(name, complaints);
    }
    if (options.jmx()) {
      add(new MemorySink(), complaints);
    }
  }

  private void open(String name, Consumer<String> complaints) {
    try {
      if (name.equals("jfr")) {
        openRecorder(complaints);
      } else {
        Sink sink = sink(name, complaints);
        if (sink != null) {
          add(sink, complaints);
        }
      }
    } catch (IllegalArgumentException e) {
      complaints.accept("no records go to '" + name + "': " + e.getMessage());
    }
  }

  private void openRecorder(Consumer<String> complaints) {
    recorder = FlightRecorder.find(complaints);
    if (recorder != null) {
      SinkQueue exits = add(recorder, complaints);
      recorder.beforeChunkEnds(() -> catchUp(exits));
    }
  }

  private static void catchUp(SinkQueue queue) {
    try {
      queue.catchUpUntil(System.nanoTime() + LONGEST_CATCH_UP_NANOS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Sink sink(String name, Consumer<String> complaints) {
    return Sinks.named(name, format, resource, options.size(), options.kept(), complaints);
  }

  private SinkQueue add(Sink sink, Consumer<String> complaints) {
    Runnable first = queues.isEmpty() ? new RecordRehearsal(options, format) : () -> {};
    SinkQueue queue = new SinkQueue(sink, first, complaints);
    queues.add(queue);
    return queue;
  }

  /**
   * Opens the sinks of these options, unless they are open. Sinks of earlier options write what is
   * queued, and end.
   */
  static synchronized Diagnostics open(LogOptions options, Consumer<String> complaints) {
    if (current == null || !current.options.equals(options)) {
      Diagnostics before = current;
      current = new Diagnostics(options, complaints);
      if (before != null) {
        before.handOver(current);
      }
      current.registerBean();
      ExitHook.register();
    }
    return current;
  }

  /** Ends the sinks of these options. A sink for a command that follows the records continues. */
  private void handOver(Diagnostics next) {
    for (SinkQueue queue : queues) {
      if (queue.name().equals(FollowSink.NAME)) {
        next.add(queue);
      } else {
        queue.end();
      }
    }
  }

  /** Whether a command follows this JVM's records. */
  static synchronized boolean isFollowed() {
    if (current != null) {
      for (SinkQueue queue : current.queues) {
        if (queue.name().equals(FollowSink.NAME)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Writes what is there and closes all sinks. */
  static synchronized void close() {
    if (current != null) {
      current.queues.forEach(SinkQueue::end);
      current = null;
    }
  }

  /** The diagnostics in use, or null. */
  public static synchronized Diagnostics current() {
    return current;
  }

  private void registerBean() {
    if (options.jmx()) {
      OwnThreads.daemon("procex-agent jmx", () -> Launches.register(this)).start();
    }
  }

  /** Registers the shutdown hook, once: when this class is initialized. */
  private static final class ExitHook {
    static {
      try {
        Thread drain = OwnThreads.daemon("procex-agent drain", Diagnostics::drain);
        Runtime.getRuntime().addShutdownHook(drain);
      } catch (IllegalStateException exiting) {
        // Records that come now may be lost.
      }
    }

    private ExitHook() {}

    static void register() {}
  }

  /** Waits until the sinks have written what is queued, but no longer than two seconds. */
  static void drain() {
    Diagnostics last = current();
    if (last == null) {
      return;
    }
    try {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_DRAIN_MILLIS);
      for (SinkQueue queue : last.queues) {
        queue.drainUntil(end);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The sink "jfr", or null. */
  FlightRecorder recorder() {
    return recorder;
  }

  /** Adds a sink. */
  void add(SinkQueue queue) {
    queues.add(queue);
  }

  /** Removes a sink; false if it was not there. */
  boolean remove(SinkQueue queue) {
    return queues.remove(queue);
  }

  /** Records a message of the agent itself. */
  void message(String text) {
    Record record =
        new Record(Event.AGENT, Instant.now())
            .put(Field.MESSAGE, text)
            .put(Field.VERSION, AgentVersion.name())
            .put(Field.PARENT_PID, OwnProcess.pid());
    Pending made = Pending.of(record, MESSAGE_WEIGHT + 2L * text.length());
    for (SinkQueue queue : queues) {
      queue.offer(made);
    }
  }

  /** How records are written. */
  Format format() {
    return format;
  }

  /** The options in force. */
  public LogOptions options() {
    return options;
  }

  /** Counts since these options have been in force. */
  public LaunchStatistics statistics() {
    return statistics;
  }

  /** The sinks that have a queue and a thread of their own. */
  public List<SinkQueue> queues() {
    return Collections.unmodifiableList(queues);
  }
}
