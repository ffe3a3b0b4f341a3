package io.procex.agent.diagnostics;

import io.procex.agent.options.LogOptions;
import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.util.function.Supplier;

/**
 * What only the launching thread knows of a launch. The record is made of it later, once, by
 * whichever thread writes it first.
 */
final class LaunchCapture implements Supplier<Record> {
  final ProcexLaunch launch;
  final LogOptions options;
  final Thread thread = Thread.currentThread();
  final String threadName = thread.getName(); // it may have another one soon
  private Throwable stack; // its frames are looked up by whoever asks for them
  final String[] trace;
  final byte[] directory; // the JVM's, where the child's depends on it; it may change at any time
  private final LaunchStatistics statistics;
  private Record record;

  LaunchCapture(ProcexLaunch launch, LogOptions options, LaunchStatistics statistics) {
    this.launch = launch;
    this.options = options;
    this.statistics = statistics;
    this.stack = options.stackDepth() > 0 ? new Throwable() : null;
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
    return launch.declined() == null ? Event.LAUNCH_FAILED : Event.LAUNCH_DECLINED;
  }

  /** Null where no stack is asked for. */
  StackTraceElement[] frames() {
    return stack == null ? null : stack.getStackTrace();
  }

  /** What is known without asking the kernel, made anew each time: for a thread that launches. */
  Record brief() {
    return new LaunchRecord(this).brief();
  }

  @Override
  public synchronized Record get() {
    if (record == null) {
      record = new LaunchRecord(this).make();
      stack = null; // the capture lives as long as the child
      launch.forgetBlocks();
      Object inheritable = record.get(Field.DESCRIPTORS_INHERITABLE);
      statistics.kept(inheritable == null ? 0 : (Long) inheritable);
    }
    return record;
  }
}
