package io.procex.hosts.problems;

import io.procex.hosts.Status;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Kills grandchildren, processes that are not this JVM's own children, and prints how many
 * milliseconds after such an end its onExit() was complete, at the soonest and at the latest. For
 * JDK 9 and later. Argument: how many.
 */
public final class AwaitGrandchild {
  private final Method of;
  private final Method onExit;

  private AwaitGrandchild() throws ReflectiveOperationException {
    Class<?> handle = Class.forName("java.lang.ProcessHandle");
    of = handle.getMethod("of", long.class);
    onExit = handle.getMethod("onExit");
  }

  public static void main(String[] args) throws Exception {
    AwaitGrandchild host = new AwaitGrandchild();
    long soonest = Long.MAX_VALUE;
    long latest = 0;
    for (int i = Integer.parseInt(args[0]); i > 0; i--) {
      long one = host.nanosOfOne();
      soonest = Math.min(soonest, one);
      latest = Math.max(latest, one);
    }
    System.out.println("soonest " + TimeUnit.NANOSECONDS.toMillis(soonest));
    System.out.println("latest " + TimeUnit.NANOSECONDS.toMillis(latest));
    Status.print();
  }

  /** The shell reaps its child at once. Which ends without us too, when this JVM has ended. */
  private long nanosOfOne() throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-c", "exec 3<&0; cat <&3 >/dev/null & echo $!; wait").start();
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(shell.getInputStream(), StandardCharsets.US_ASCII));
    long pid = Long.parseLong(out.readLine());
    Object grandchild = ((Optional<?>) of.invoke(null, pid)).get();
    CompletableFuture<?> exit = (CompletableFuture<?>) onExit.invoke(grandchild);
    new ProcessBuilder("sh", "-c", "kill -KILL " + pid).start().waitFor();
    shell.waitFor(); // which has seen the end
    long start = System.nanoTime();
    exit.get();
    return System.nanoTime() - start;
  }
}
