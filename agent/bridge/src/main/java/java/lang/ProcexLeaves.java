package java.lang;

import java.util.concurrent.TimeUnit;

/**
 * Leaves whose child has ended, or is not watched, and which have processes. The leader tries them
 * again when a child has ended, and every five seconds; without a leader launching threads do so;
 * and all are tried at a detach.
 *
 * <p>A leaf stays in the list while it is tried, and one assignment takes it out. So none is lost
 * if a thread is stopped or runs out of stack in between.
 */
final class ProcexLeaves {
  /** In one go: each takes some microseconds, and daemons may leave thousands. */
  private static final int MANY = 32;

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private static final ProcexLeaves LEFT = new ProcexLeaves();

  private final ProcexUnqueuedLock lock = new ProcexUnqueuedLock(ProcexLeaves.class);

  /** Mostly there is none. Read without the lock. */
  private volatile ProcexLeaf first;

  /** The one to be tried next; null for the first one. */
  private ProcexLeaf turn;

  private volatile long tried = System.nanoTime() - PAUSE;

  /** The groups that were swept: one for each path, and few. */
  private ProcexLeafPlace swept;

  /** Adds one, unless it can be removed. Takes no memory. */
  static void leave(ProcexLeaf leaf) {
    if (leaf != null && !leaf.remove()) {
      LEFT.add(leaf);
    }
  }

  /** Tries some, unless that was done just now. */
  static void retry() {
    if (LEFT.first != null && System.nanoTime() - LEFT.tried >= PAUSE) {
      LEFT.retry(MANY);
    }
  }

  static void retryAll() {
    LEFT.begin();
    LEFT.retry(Integer.MAX_VALUE);
  }

  /** Removes what JVMs have left that are gone, unless that was done for this path. */
  static void sweep(ProcexLeafPlace place) {
    if (LEFT.addSwept(place)) {
      ProcexCore.leaf(place.path, ProcexNumbers.LEAF_OF_OTHERS, 0, 0);
    }
  }

  private void retry(int most) {
    tried = System.nanoTime();
    ProcexLeaf leaf = take(true);
    for (int i = 1; leaf != null; i++) {
      if (leaf.remove()) {
        remove(leaf);
      }
      leaf = i < most ? take(false) : null;
    }
  }

  private void add(ProcexLeaf leaf) {
    lock.take();
    try {
      leaf.next = first;
      first = leaf;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  private void begin() {
    lock.take();
    try {
      turn = first;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  /** Whose turn it is; null after the last, unless a go begins. It stays in the list. */
  private ProcexLeaf take(boolean begins) {
    lock.take();
    try {
      ProcexLeaf leaf = turn == null && begins ? first : turn;
      turn = leaf == null ? null : leaf.next;
      return leaf;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private void remove(ProcexLeaf leaf) {
    lock.take();
    try {
      ProcexLeaf before = null;
      ProcexLeaf found = first;
      while (found != null && found != leaf) {
        before = found;
        found = found.next;
      }
      if (turn == leaf) {
        turn = leaf.next;
      }
      if (found != null && before == null) {
        first = found.next;
      } else if (found != null) {
        before.next = found.next;
      }
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }

  private boolean addSwept(ProcexLeafPlace place) {
    lock.take();
    try {
      for (ProcexLeafPlace before = swept; before != null; before = before.next) {
        if (before.isAt(place)) {
          return false;
        }
      }
      place.next = swept;
      swept = place;
      return true;
    } finally {
      lock.owner = ProcexUnqueuedLock.FREE;
    }
  }
}
