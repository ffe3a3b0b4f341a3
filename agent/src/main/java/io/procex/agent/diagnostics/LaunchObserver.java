package io.procex.agent.diagnostics;

import io.procex.agent.options.LogOptions;
import io.procex.agent.record.Record;
import io.procex.agent.sink.SinkQueue;
import java.util.List;
import java.util.function.Supplier;

/** Captures launches and exits in the threads that see them, and hands them to the sinks. */
final class LaunchObserver implements ProcexObserver {
  private static final int ECHILD = 10;

  private final LogOptions options;
  private final List<SinkQueue> queues;
  private final FlightRecorder recorder; // null where it is not asked for
  private final LaunchStatistics statistics;

  LaunchObserver(Diagnostics diagnostics) {
    options = diagnostics.options();
    queues = diagnostics.queues();
    recorder = diagnostics.recorder();
    statistics = diagnostics.statistics();
  }

  @Override
  public void launched(ProcexLaunch launch) {
    if (isOwn(Thread.currentThread())) {
      return; // what a sink launches, to be recorded, would never end
    }
    LaunchCapture capture = new LaunchCapture(launch, options, statistics);
    statistics.launched(capture);
    if (recorder != null) {
      recorder.launched(capture);
    }
    offer(capture);
  }

  @Override
  public void exited(int pid, int error, long[] figures) {
    if (error != 0 && error != ECHILD) {
      return; // a sandbox forbids the call, and the child may live for long
    }
    ExitCapture capture = new ExitCapture(pid, error, figures, statistics.ended(pid));
    statistics.exited(capture);
    offer(capture);
  }

  private boolean isOwn(Thread thread) {
    for (SinkQueue queue : queues) {
      if (queue.isWrittenBy(thread)) {
        return true;
      }
    }
    return false;
  }

  private void offer(Supplier<Record> capture) {
    for (SinkQueue queue : queues) {
      queue.offer(capture);
    }
  }
}
