package io.procex.agent.diagnostics;

import io.procex.agent.options.LogOptions;
import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import io.procex.agent.sink.Pending;
import io.procex.agent.trace.TraceContext;

/**
 * What only the launching thread knows about a launch. A record is made from it later, once, by the
 * first thread that writes it.
 */
final class LaunchCapture implements Pending {
  private static final long WEIGHT = 1024;
  private static final long STACK_WEIGHT = 1024;
  private static final long FRAME_WEIGHT = 100;

  final ProcexLaunch launch;
  final LogOptions options;
  // not the thread, which would be kept in memory
  final long threadId = OwnProcess.threadId(Thread.currentThread());
  final String threadName = Thread.currentThread().getName(); // the thread may change its name soon
  private Throwable stack; // the frames are looked up only when they are needed
  final String[] trace;
  final long startTicks; // of the child, as field 22 of /proc/PID/stat; 0 if not known
  // the JVM's directory, if the child's depends on it; it may change at any time
  final byte[] directory;
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
    this.startTicks = startTicks(launch);
  }

  /** The core knows it, but for one launch in a hundred; nobody has reaped the child by now. */
  private static long startTicks(ProcexLaunch launch) {
    long known = launch.pid() > 0 ? launch.startTicks() : -1;
    return known == 0 ? ProcessId.startTicks(launch.pid()) : known;
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

  /** The count of open descriptors, for all records of these options. */
  DescriptorCount descriptors() {
    return statistics.descriptors();
  }

  /** The hashes of programs, for all records of these options. */
  ProgramHash hashes() {
    return statistics.hashes();
  }

  /**
   * Drops what is not needed, because an environment may have a megabyte. Returns the weight of the
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
   * Drops arguments, environment and frames, if no record will be written soon. The capture lives
   * as long as the child, and longer among the latest ones; frames would keep classes of the
   * application.
   */
  synchronized void forgetBlocks() {
    launch.request().forgetBlocks();
    stack = null;
  }

  /** The frames of the launching thread; null if no stack is asked for. */
  StackTraceElement[] frames() {
    return stack == null ? null : stack.getStackTrace();
  }

  /** Makes a record without asking the kernel, in the launching thread. */
  Record brief() {
    return new LaunchRecord(this).brief();
  }

  @Override
  public synchronized Record get() {
    if (record == null) {
      record = new LaunchRecord(this).make();
      stack = null; // the capture may live as long as the child, and must not keep the frames
      launch.request().forgetBlocks();
      Object inheritable = record.get(Field.DESCRIPTORS_INHERITABLE);
      statistics.kept(inheritable == null ? 0 : (Long) inheritable);
    }
    return record;
  }
}
