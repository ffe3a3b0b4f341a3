package io.procex.agent.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Bounds the time for work on another process's files. Such a file may be on a file system that
 * never answers, or a FIFO may have replaced it between a check and its opening.
 */
final class Deadline {
  private Deadline() {}

  /**
   * Does the work in a thread of its own.
   *
   * @throws IOException from the work, or if the work has taken longer
   */
  static <T> T within(long millis, Callable<T> work) throws IOException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "procex-agent " + millis + " ms");
    thread.setDaemon(true); // so that the command can end without it
    thread.start();
    try {
      return task.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + TimeUnit.MILLISECONDS.toSeconds(millis) + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    } catch (ExecutionException e) {
      throw asIoException(e.getCause());
    }
  }

  private static IOException asIoException(Throwable cause) {
    if (cause instanceof IOException) {
      return (IOException) cause;
    }
    if (cause instanceof UncheckedIOException) {
      return ((UncheckedIOException) cause).getCause();
    }
    return new IOException(cause);
  }
}
