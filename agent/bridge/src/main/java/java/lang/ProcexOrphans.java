package java.lang;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Orphans of this JVM: processes whose parents have ended, and which the kernel has given to it,
 * since it is the first process of its pid namespace or a child subreaper. Nobody waits for them.
 * With the option ReapOrphans the leader reaps those that the core knows for orphans, and nobody
 * else: see native/src/reaper/orphans.h.
 *
 * <p>As long as no orphans come here, no leader is kept for them.
 */
final class ProcexOrphans {
  /** Those of the JVM, whichever set the leader waits for. */
  static final ProcexOrphans OF_JVM =
      new ProcexOrphans(
          new Core() {
            @Override
            public int orphans(int[] places) {
              // the reaper has tried pidfd_open in a child, since a filter may kill for it
              return ProcexReaper.obstacle() == null ? ProcexCore.orphans(places) : NONE_COME;
            }
          });

  private static final long NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(1);

  /** Between two passes; the shorter one if the last has found any. */
  private static final int USUAL_MILLISECONDS = 5_000;

  private static final int BUSY_MILLISECONDS = 1_000;

  private static final int NONE_COME = 0;
  private static final int MORE = 2;

  private static final int NO_DESCRIPTOR_OF_MACHINE = -23; // ENFILE
  private static final int NO_DESCRIPTOR = -24; // EMFILE

  /** {@link ProcexCore#orphans}. */
  interface Core {
    int orphans(int[] places);
  }

  private final Core core;
  private final int[] places = new int[ProcexNumbers.ORPHANS_SIZE];

  private volatile boolean wanted;

  /** Whether orphans come here, as far as is known: then the leader looks for them. */
  private volatile boolean come;

  /** Zero, or why they cannot be reaped: a negative errno. */
  private volatile int error;

  /** By {@link System#nanoTime}. */
  private volatile long nextLook;

  /** Since the JVM's start. */
  private volatile long reaped;

  /** Zombies that others may wait for, at the end of the last pass. */
  private volatile int left;

  /** Whether a pass is under way. */
  private boolean passing;

  ProcexOrphans(Core core) {
    this.core = core;
  }

  /** Puts the option in force. Returns whether a leader is needed. */
  synchronized boolean want(boolean option) {
    wanted = option;
    come = false;
    error = 0;
    left = 0;
    passing = false;
    return ask();
  }

  /**
   * Asked before each launch, since native code may make this JVM a subreaper at any time. Returns
   * whether a leader is needed.
   */
  boolean ask() {
    if (wanted && !come && (error == 0 || isPassing(error))) {
      int found = core.orphans(null);
      error = Math.min(found, 0);
      nextLook = System.nanoTime();
      come = found > NONE_COME;
    }
    return come;
  }

  private static boolean isPassing(int error) {
    return error == NO_DESCRIPTOR_OF_MACHINE || error == NO_DESCRIPTOR;
  }

  /** Whether the leader stays for them, also if no child runs. */
  boolean come() {
    return come && wanted;
  }

  /**
   * Called by the leader before each wait. Reaps some of them if it is time. Returns how long the
   * leader may wait, which would wait that many milliseconds otherwise.
   */
  int look(int milliseconds) {
    if (come && untilLook() == 0) {
      reapSome();
    }
    return come ? (int) Math.min(milliseconds, untilLook()) : milliseconds;
  }

  private long untilLook() {
    long left = nextLook - System.nanoTime();
    return left <= 0 ? 0 : left / NANOSECONDS + 1;
  }

  // There may be two leaders for a moment. No thread that launches comes here.
  private synchronized void reapSome() {
    come &= wanted; // a launch that asked may have been overtaken by the end of the option
    if (!come) {
      return;
    }
    if (!passing) {
      Arrays.fill(places, 0);
    }
    int before = places[ProcexNumbers.ORPHANS_REAPED];
    int found = core.orphans(places);
    reaped += places[ProcexNumbers.ORPHANS_REAPED] - before;
    error = Math.min(found, 0);
    come = found != NONE_COME;
    passing = found == MORE;
    nextLook = System.nanoTime();
    if (!passing) {
      left = places[ProcexNumbers.ORPHANS_LEFT];
      boolean busy = places[ProcexNumbers.ORPHANS_REAPED] > 0;
      nextLook += (busy ? BUSY_MILLISECONDS : USUAL_MILLISECONDS) * NANOSECONDS;
    }
  }

  /** How many were reaped since the JVM's start. */
  long reaped() {
    return reaped;
  }

  /**
   * What has become of them, for people.
   *
   * @param obstacle null, or why there is no leader
   */
  String describe(String obstacle) {
    if (!wanted) {
      return "off";
    }
    if (obstacle != null) {
      return "not reaped, as no thread of the agent waits for processes: " + obstacle;
    }
    if (error != 0) {
      return "not reaped: " + ProcexCore.error(-error) + " (" + reaped + " before)";
    }
    return come
        ? reaped + " reaped, " + left + " zombies left to whoever may wait for them"
        : "none come here: this JVM is neither pid 1 nor a child subreaper";
  }
}
