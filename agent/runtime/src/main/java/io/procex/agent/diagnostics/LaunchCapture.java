package io.procex.agent.diagnostics;

import io.procex.agent.options.LogOptions;
import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import io.procex.agent.sink.Pending;

/**
 * What only the launching thread knows of a launch. The record is made of it later, once, by
 * whichever thread writes it first.
 */
final class LaunchCapture implements Pending {
  private static final long WEIGHT = 1024;
  private static final long STACK_WEIGHT = 1024;
  private static final long FRAME_WEIGHT = 100;

  final ProcexLaunch launch;
  final LogOptions options;
  final long threadId = OwnProcess.threadId(Thread.currentThread()); // never the thread itself
  final String threadName = Thread.currentThread().getName(); // it may have another one soon
  private Throwable stack; // its frames are looked up by whoever asks for them
  final String[] trace;
  final byte[] directory; // the JVM's, where the child's depends on it; it may change at any time
  private final LaunchStatistics statistics;
  private final long weight;
  private Record record;

  LaunchCapture(ProcexLaunch launch, LogOptions options, LaunchStatistics statistics) {
    this.launch = launch;
    this.options = options;
    this.statistics = statistics;
    this.stack = options.stackDepth() > 0 ? new Throwable() : null;
    this.weight = weigh(launch, options);
    this.trace = TraceContext.current();
    this.directory = WorkingDirectory.of(launch);
  }

  Event event() {
    if (launch.pid() > 0) {
      return Event.LAUNCH;
    }
    if (launch.verdict() != null && launch.verdict().denied()) {
      return Event.DENIED;
    }
    return launch.observation().fallback() == null ? Event.LAUNCH_FAILED : Event.LAUNCH_DECLINED;
  }

  /** Counts what the JVM has open, for all records of these options. */
  DescriptorCount descriptors() {
    return statistics.descriptors();
  }

  /**
   * Drops what is not needed, because an environment may be as large as a megabyte, and weighs the
   * rest.
   */
  private static long weigh(ProcexLaunch launch, LogOptions options) {
    if (!options.environmentNames()) {
      launch.request().forgetEnvironment();
    }
    long frames = options.stackDepth() > 0 ? STACK_WEIGHT + FRAME_WEIGHT * options.stackDepth() : 0;
    return WEIGHT + frames + launch.request().bytes();
  }

  @Override
  public long weight() {
    return weight;
  }

  /**
   * Gives up what may be large, if nobody will write the record soon; and the frames, which hold
   * classes of the application. The capture lives as long as the child, and then among the last
   * ones.
   */
  synchronized void forgetBlocks() {
    launch.request().forgetBlocks();
    stack = null;
  }

  /** The frames of the launching thread; null if no stack is asked for. */
  StackTraceElement[] frames() {
    return stack == null ? null : stack.getStackTrace();
  }

  /** Makes a record of what is known without asking the kernel: for a thread that launches. */
  Record brief() {
    return new LaunchRecord(this).brief();
  }

  @Override
  public synchronized Record get() {
    if (record == null) {
      record = new LaunchRecord(this).make();
      stack = null; // the capture lives as long as the child
      launch.request().forgetBlocks();
      Object inheritable = record.get(Field.DESCRIPTORS_INHERITABLE);
      statistics.kept(inheritable == null ? 0 : (Long) inheritable);
    }
    return record;
  }
}
