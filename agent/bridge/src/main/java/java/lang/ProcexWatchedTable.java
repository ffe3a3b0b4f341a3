package java.lang;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Processes by the numbers of their pidfds, in rows. Removing one needs no memory. A thread may be
 * stopped at each instruction (see {@link ProcexStop}), so a single assignment adds or removes a
 * process, and the count is never too small.
 */
final class ProcexWatchedTable {
  private static final int ROW = 64;
  private static final int EPERM = -1;

  private Watched[][] rows = new Watched[4][];

  /** Exact after {@link #all}, which counts; until then perhaps too large. */
  private int size;

  /** One process that is waited for. */
  static final class Watched {
    private static final int ALREADY_THERE = -17; // EEXIST

    final int pidfd;
    final Runnable reap;
    final boolean child;

    /**
     * Null, or the context class loader that the JDK's thread would have inherited from the launch.
     */
    final ClassLoader loader;

    /** Null for a process that has no time limit, leads no group and has no leaf. */
    final ProcexLifetime lifetime;

    /**
     * Whether the process is in the epoll set. False if the launching thread was stopped before
     * that.
     */
    volatile boolean told;

    private boolean lookedAt;

    Watched(int pidfd, Runnable reap, boolean child, ClassLoader loader, ProcexLifetime lifetime) {
      this.pidfd = pidfd;
      this.reap = reap;
      this.child = child;
      this.loader = loader;
      this.lifetime = lifetime;
    }

    /** Puts it into the set. Returns whether it is there. */
    boolean tell(int set) {
      int error = ProcexCore.watch(set, pidfd);
      told = error == 0 || error == ALREADY_THERE;
      return told;
    }

    /**
     * Called at each check of the leader, seconds apart. True if it was not in the set at two
     * checks.
     */
    boolean isForgotten() {
      boolean before = lookedAt;
      lookedAt = true;
      return before && !told;
    }

    /**
     * Waits until a process of another parent is reaped, mostly within a moment. The JDK takes a
     * zombie for alive, and would sleep 300 ms and longer before it looks again.
     */
    void awaitReaping() {
      final int longest = 128;
      for (int sleep = 1; sleep <= longest; sleep *= 2) {
        if (ProcexCore.look(pidfd) == ProcexNumbers.REAPED) {
          return;
        }
        try {
          Thread.sleep(sleep);
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    /** Runs the task in the only thread there is, which has to survive it. */
    void endAlone() {
      try {
        end();
      } catch (Throwable t) {
        // The JDK's thread would end here, without further effect.
      }
      Thread.interrupted();
    }

    /** Runs the JDK's task, as in a thread that was made for this launch. */
    void end() {
      if (loader == null) {
        reap.run();
        return;
      }
      Thread thread = Thread.currentThread();
      ClassLoader own = thread.getContextClassLoader();
      thread.setContextClassLoader(loader);
      try {
        reap.run();
      } finally {
        thread.setContextClassLoader(own);
      }
    }
  }

  /** About how many processes there are; read without a lock. */
  int size() {
    return size;
  }

  /** Puts a process in. Returns what was there under its number, or null. */
  Watched put(Watched process) {
    Watched[] row = row(process.pidfd / ROW);
    Watched before = row[process.pidfd % ROW];
    if (before == null) {
      size++;
    }
    row[process.pidfd % ROW] = process;
    return before;
  }

  private Watched[] row(int number) {
    if (number >= rows.length) {
      rows = Arrays.copyOf(rows, Math.max(number + 1, 2 * rows.length));
    }
    if (rows[number] == null) {
      rows[number] = new Watched[ROW];
    }
    return rows[number];
  }

  /** Returns the process with that number, or null. */
  Watched get(int pidfd) {
    int number = pidfd / ROW;
    return number >= rows.length || rows[number] == null ? null : rows[number][pidfd % ROW];
  }

  /** Takes the process with that number out, and returns it, or null. */
  Watched remove(int pidfd) {
    Watched found = get(pidfd);
    if (found != null) {
      rows[pidfd / ROW][pidfd % ROW] = null;
      size--;
    }
    return found;
  }

  /**
   * Signals a child that leads, with its process group, which thus cannot be another's. Returns the
   * child; or null if nobody leads or the signal was not sent. The caller signals the others in its
   * leaf: that may take long, and no other group ever gets its name.
   */
  ProcexLifetime signalGroup(long leader, int signal) {
    for (Watched[] row : rows) {
      for (int i = 0; row != null && i < ROW; i++) {
        ProcexLifetime lifetime = row[i] == null ? null : row[i].lifetime;
        if (lifetime != null && lifetime.isLeader() && lifetime.pid == leader) {
          int error = lifetime.signal(signal);
          return error == 0 || (error == EPERM && lifetime.leadsLeaf()) ? lifetime : null;
        }
      }
    }
    return null;
  }

  List<Watched> all() {
    List<Watched> found = new ArrayList<>();
    for (Watched[] row : rows) {
      for (int i = 0; row != null && i < ROW; i++) {
        if (row[i] != null) {
          found.add(row[i]);
        }
      }
    }
    size = found.size();
    return found;
  }
}
