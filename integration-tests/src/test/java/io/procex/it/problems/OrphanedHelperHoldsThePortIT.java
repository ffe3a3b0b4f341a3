package io.procex.it.problems;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.problems.ListenAndLaunch;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.JdkCopy;
import io.procex.it.support.OnEachJdk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/**
 * A JVM that is killed while it launches leaves a jspawnhelper behind that still holds the JVM's
 * listening socket: the next JVM finds its port in use (JDK-8307990). A helper that waits stands in
 * for one that a slow disk holds up.
 */
class OrphanedHelperHoldsThePortIT {
  private static final String FREE = "port free";
  private static final String IN_USE = "port in use";

  /** If the port is never free, the test is to fail and not to hang. */
  private static final long PATIENCE_SECONDS = 120;

  @TempDir Path directory;

  @OnEachJdk
  void portIsFreeAsSoonAsTheJvmIsDead(Jdk jdk) throws Exception {
    String stock = portAfterKill(HostJvm.stock(jdk), jdk, "stock");
    String agent = portAfterKill(HostJvm.withAgent(jdk), jdk, "agent");
    BothResults.print(8, jdk, stock, agent);
    assertEquals(Affected.byItsHelper(jdk) ? IN_USE : FREE, stock);
    assertEquals(FREE, agent);
  }

  /** Kills the JVM while what it launched, helper or child, waits; whichever comes first. */
  private String portAfterKill(HostJvm host, Jdk jdk, String name) throws Exception {
    String up = fifo(name + "-up");
    String go = fifo(name + "-go");
    String[] wait = {"echo $$ > " + up, "read line < " + go};
    JdkCopy copy = JdkCopy.of(jdk, directory.resolve(name));
    if (copy.hasHelper()) {
      copy.runBeforeHelper(wait);
    }
    // Opened for both, so that nobody waits for the other end to be opened.
    try (RandomAccessFile started = new RandomAccessFile(up, "rw")) {
      Process jvm =
          host.home(copy.home()).start(ListenAndLaunch.class, "sh", "-c", String.join("; ", wait));
      try (BufferedReader out = jvm.inputReader()) {
        final int port = Integer.parseInt(out.readLine());
        CompletableFuture<Void> end = jvm.onExit().thenAccept(ended -> write(started, "0\n"));
        final long waiting = Long.parseLong(started.readLine());
        assertTrue(waiting > 0, "the JVM ended before it launched");
        jvm.destroyForcibly();
        end.join();
        String state = canListen(port) ? FREE : IN_USE;
        ProcessHandle.of(waiting).ifPresent(ProcessHandle::destroyForcibly);
        awaitListening(port);
        return state;
      }
    }
  }

  private String fifo(String name) throws Exception {
    String path = directory.resolve(name).toString();
    assertEquals(0, new ProcessBuilder("mkfifo", path).inheritIO().start().waitFor());
    return path;
  }

  private static void write(RandomAccessFile fifo, String line) {
    try {
      fifo.write(line.getBytes(US_ASCII));
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static boolean canListen(int port) throws IOException {
    try (ServerSocket listening = new ServerSocket(port)) {
      return listening.isBound();
    } catch (BindException inUse) {
      return false;
    }
  }

  /** The helper is no child of ours: nothing tells when it is gone but the port. */
  private static void awaitListening(int port) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!canListen(port)) {
      assertTrue(System.nanoTime() - end < 0, "somebody else holds the port too");
      Thread.onSpinWait();
    }
  }
}
