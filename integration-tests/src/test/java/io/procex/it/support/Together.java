package io.procex.it.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Runs what waits for most of its time, such as a host for the next look of its reaper. */
public final class Together {
  private Together() {}

  /** Runs all at once, each in a thread of its own; returns their results in their order. */
  public static <T> List<T> run(List<Callable<T>> all) throws Exception {
    List<FutureTask<T>> tasks = all.stream().map(FutureTask::new).toList();
    tasks.forEach(task -> new Thread(task).start());
    List<T> results = new ArrayList<>();
    for (FutureTask<T> task : tasks) {
      results.add(task.get());
    }
    return results;
  }
}
