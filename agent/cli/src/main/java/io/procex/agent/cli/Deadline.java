package io.procex.agent.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work on what belongs to another process: its files may lie on a file system that never answers,
 * and be exchanged for a FIFO between a look and the opening.
 */
final class Deadline {
  private Deadline() {}

  /**
   * Does it in a thread of its own.
   *
   * @throws IOException what the work throws, or that it has taken longer
   */
  static <T> T within(long millis, Callable<T> work) throws IOException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "procex-agent " + millis + " ms");
    thread.setDaemon(true); // the command ends without it
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
