package io.procex.agent.diagnostics;

import io.procex.agent.options.LogOptions;
import io.procex.agent.shared.OwnRights;
import io.procex.agent.sink.Pending;
import io.procex.agent.sink.SinkQueue;
import java.util.List;

/** Captures launches and exits in the threads where they happen, and hands them to the sinks. */
final class LaunchObserver implements ProcexObserver {
  private static final int ECHILD = 10;

  private final LogOptions options;
  private final List<SinkQueue> queues;
  private final FlightRecorder recorder; // null if the sink jfr is not used
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
      return; // recording the launches of a sink would cause further launches without end
    }
    if (!OwnRights.areNeeded()) {
      capture(launch);
      return;
    }
    withOwnRights(
        new OwnRights<Void>() {
          @Override
          public Void run() {
            capture(launch);
            return null;
          }
        });
  }

  @Override
  public void exited(int pid, int error, long[] figures) {
    if (error != 0 && error != ECHILD) {
      return; // a sandbox forbids the call, and the child may live long
    }
    withOwnRights(
        new OwnRights<Void>() {
          @Override
          public Void run() {
            ExitCapture capture = new ExitCapture(pid, error, figures, statistics.ended(pid));
            statistics.exited(capture);
            offer(capture);
            return null;
          }
        });
  }

  /** Works with the agent's rights: under a security manager, the application may have fewer. */
  private static void withOwnRights(OwnRights<Void> work) {
    try {
      work.call();
    } catch (Exception e) {
      throw new IllegalStateException(e); // the work throws unchecked exceptions only
    }
  }

  private void capture(ProcexLaunch launch) {
    LaunchCapture capture = new LaunchCapture(launch, options, statistics);
    statistics.launched(capture);
    if (recorder != null) {
      recorder.launched(capture);
    }
    if (!offer(capture)) {
      capture.forgetBlocks();
    }
  }

  private boolean isOwn(Thread thread) {
    for (SinkQueue queue : queues) {
      if (queue.isWrittenBy(thread)) {
        return true;
      }
    }
    return false;
  }

  /** Offers it to all sinks. Returns false if none has room for it. */
  private boolean offer(Pending capture) {
    boolean taken = false;
    for (SinkQueue queue : queues) {
      taken |= queue.offer(capture);
    }
    return taken;
  }
}
