package java.lang;

/**
 * The lifetimes of children that are being launched, until the JDK hands over the task that waits
 * for the child. Each stays for some microseconds, or for ever if the launching thread runs out of
 * memory in between: then the JDK, too, has a child that nobody waits for.
 */
final class ProcexHandover {
  private static final ProcexHandover CHILDREN = new ProcexHandover();

  /** The number of a look at which all children count as forgotten. */
  static final int ALL = 0;

  private final ProcexUnqueuedLock lock = new ProcexUnqueuedLock(ProcexHandover.class);

  /** Read without the lock: launches without a time limit find none here. */
  private volatile ProcexLifetime first;

  /** How often the leader has looked. */
  private int looks;

  /** Called before the launch, so that nothing can fail between the launch and this. */
  static void expect(ProcexLifetime lifetime) {
    CHILDREN.add(lifetime);
  }

  /** Called if there is no child. */
  static void forget(ProcexLifetime lifetime) {
    CHILDREN.remove(lifetime, 0);
  }

  /** Takes the lifetime of a child; null if it has no time limit. */
  static ProcexLifetime take(long pid) {
    return CHILDREN.first == null ? null : CHILDREN.remove(null, pid);
  }

  /**
   * Gives up children that the JDK has not handed over: its class is no longer rewritten, or the
   * launching thread has run out of memory. Called at each check of the leader, seconds apart.
   */
  static void giveUpForgotten() {
    if (CHILDREN.first != null) {
      CHILDREN.looks++;
      CHILDREN.giveUp(CHILDREN.looks, true);
    }
  }

  /** Gives up all children, since the reaper was closed. */
  static void giveUpAll() {
    CHILDREN.giveUp(ALL, false);
  }

  private void giveUp(int look, boolean lack) {
    for (ProcexLifetime next = removeOne(look); next != null; next = removeOne(look)) {
      next.giveUp(-ProcexNumbers.NOT_WATCHED, lack);
    }
  }

  void add(ProcexLifetime lifetime) {
    lock.take();
    try {
      lifetime.next = first;
      first = lifetime;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** Removes the given lifetime, or else that of the child with that pid; null if there is none. */
  @SuppressWarnings("ReferenceEquality")
  ProcexLifetime remove(ProcexLifetime given, long pid) {
    lock.take();
    try {
      ProcexLifetime before = null;
      ProcexLifetime found = first;
      while (found != null && (given == null ? found.pid != pid : found != given)) {
        before = found;
        found = found.next;
      }
      return unlinked(before, found);
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** Removes a child that was launched before this look; for {@link #ALL} just any. */
  private ProcexLifetime removeOne(int look) {
    lock.take();
    try {
      ProcexLifetime before = null;
      ProcexLifetime found = first;
      while (found != null && (found.pid == 0 || !found.isForgotten(look))) {
        before = found;
        found = found.next;
      }
      return unlinked(before, found);
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  private ProcexLifetime unlinked(ProcexLifetime before, ProcexLifetime found) {
    if (found == null) {
      return null;
    }
    if (before == null) {
      first = found.next;
    } else {
      before.next = found.next;
    }
    found.next = null; // or it would keep others in memory as long as its child lives
    return found;
  }
}
