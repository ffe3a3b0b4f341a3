package io.procex.hosts.soak;

import io.procex.hosts.Since9;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Children that are waited for, destroyed, and left, in all ways that Process has. */
final class Endings {
  private static final String TERMINATED = "exit 143";
  private static final String KILLED = "exit 137";

  private static final int PAUSE_NANOS = 50_000;

  private Endings() {}

  static List<Case> all() {
    return Arrays.asList(
        Case.of("waited for with a limit", Endings::waitedForWithLimit),
        Case.of("onExit", Endings::onExit),
        Case.of("onExit of the handle", Endings::onExitOfHandle),
        Case.of("polled", Endings::polled),
        Case.of("waited for by two", Endings::waitedForByTwo),
        Case.of("destroyed", Endings::destroyed),
        Case.of("destroyed by its handle", Endings::destroyedByHandle),
        Case.of("destroyed forcibly", Endings::destroyedForcibly),
        Case.of("destroyed while ending", Endings::destroyedWhileEnding, TERMINATED, RIGHT),
        Case.of("killed while ending", Endings::killedWhileEnding, KILLED, RIGHT),
        Case.of("interrupted before waiting", Endings::interruptedBefore),
        Case.of("interrupted while waiting", Endings::interruptedWhile),
        Case.of("interrupted before start()", Endings::interruptedBeforeStart),
        Case.of("left alone", Endings::leftAlone));
  }

  static final String RIGHT = "exit as asked";

  private static String waitedForWithLimit(Attempt attempt) throws Exception {
    Process child = attempt.start(attempt.child(0, 0, "stay"));
    boolean early = child.waitFor(1, TimeUnit.MILLISECONDS);
    child.getOutputStream().close();
    return attempt.end() + (early ? "; too early" : "");
  }

  private static String onExit(Attempt attempt) throws Exception {
    Process child = attempt.start(attempt.child(0, 0, "stay"));
    Future<?> exit = (Future<?>) Since9.onExit(child);
    child.getOutputStream().close();
    return exit.get(Attempt.PATIENCE_SECONDS, TimeUnit.SECONDS) == child
        ? attempt.end()
        : "another process";
  }

  private static String onExitOfHandle(Attempt attempt) throws Exception {
    Process child = attempt.start(attempt.child(0, 0, "end"));
    Object handle = Since9.toHandle(child);
    Future<?> exit = (Future<?>) Since9.ofHandle(handle, "onExit");
    Object told = exit.get(Attempt.PATIENCE_SECONDS, TimeUnit.SECONDS);
    return told.equals(handle) ? attempt.end() : "another process";
  }

  private static String polled(Attempt attempt) throws Exception {
    Process child = attempt.start(attempt.child(0, 0, "end"));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Attempt.PATIENCE_SECONDS);
    while (child.isAlive() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return child.isAlive() ? "lost" : attempt.end();
  }

  private static String waitedForByTwo(Attempt attempt) throws Exception {
    Process child = attempt.start(attempt.child(0, 0, "stay"));
    boolean[] seen = {false};
    Thread other =
        new Thread(
            () -> {
              try {
                seen[0] = child.waitFor(Attempt.PATIENCE_SECONDS, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    other.start();
    child.getOutputStream().close();
    String end = attempt.end();
    other.join();
    return seen[0] ? end : "lost to the other";
  }

  private static String destroyed(Attempt attempt) throws Exception {
    attempt.start(attempt.child(0, 0, "stay")).destroy();
    return attempt.end();
  }

  private static String destroyedByHandle(Attempt attempt) throws Exception {
    Object handle = Since9.toHandle(attempt.start(attempt.child(0, 0, "stay")));
    Object asked = Since9.ofHandle(handle, "destroy");
    return attempt.end() + " " + asked;
  }

  private static String destroyedForcibly(Attempt attempt) throws Exception {
    attempt.start(attempt.child(0, 0, "stay")).destroyForcibly();
    return attempt.end();
  }

  private static String destroyedWhileEnding(Attempt attempt) throws Exception {
    attempt.start(attempt.child(0, 0, "end")).destroy();
    return attempt.end();
  }

  private static String killedWhileEnding(Attempt attempt) throws Exception {
    attempt.start(attempt.child(0, 0, "end")).destroyForcibly();
    return attempt.end();
  }

  private static String interruptedBefore(Attempt attempt) throws Exception {
    Process child = attempt.start(attempt.child(0, 0, "stay"));
    Thread.currentThread().interrupt();
    return interruptedIn(child) + endOf(child, attempt);
  }

  private static String interruptedWhile(Attempt attempt) throws Exception {
    Process child = attempt.start(attempt.child(0, 0, "stay"));
    Interrupter.Request request = attempt.shared.interrupter.interruptMe();
    String seen = interruptedIn(child);
    request.awaitDone();
    return seen + endOf(child, attempt);
  }

  private static String endOf(Process child, Attempt attempt) throws Exception {
    child.getOutputStream().close();
    return attempt.end();
  }

  private static String interruptedIn(Process child) {
    try {
      return child.waitFor(Attempt.PATIENCE_SECONDS, TimeUnit.SECONDS)
          ? "ended; "
          : "no interrupt; ";
    } catch (InterruptedException e) {
      return "interrupted; ";
    }
  }

  private static String interruptedBeforeStart(Attempt attempt) throws Exception {
    Thread.currentThread().interrupt();
    attempt.start(attempt.child(0, 0, "end"));
    boolean kept = Thread.interrupted();
    return attempt.end() + (kept ? "" : "; the interrupt is lost");
  }

  /** Nobody waits, reads or closes: the JDK does. */
  private static String leftAlone(Attempt attempt) throws Exception {
    attempt.start(attempt.child(100, 100, "end"));
    return "left alone";
  }
}
