package java.lang;

import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * Lifetimes that are not in order yet: a list without a lock, to which launching threads add, and
 * from which the leader takes. None is in it twice, or it would be a ring.
 */
final class ProcexNewLifetimes {
  private static final AtomicReferenceFieldUpdater<ProcexNewLifetimes, ProcexLifetime> FIRST =
      AtomicReferenceFieldUpdater.newUpdater(
          ProcexNewLifetimes.class, ProcexLifetime.class, "first");

  private volatile ProcexLifetime first;

  boolean isEmpty() {
    return first == null;
  }

  /** Adds one that is not in the list. */
  @SuppressWarnings("ReferenceEquality")
  void add(ProcexLifetime lifetime) {
    do {
      if (first == lifetime) {
        return;
      }
      lifetime.next = first;
    } while (!FIRST.compareAndSet(this, lifetime.next, lifetime));
  }

  /**
   * Adds one that may be in the list: its leader has not come since the launch. Under the lock of
   * the order.
   */
  @SuppressWarnings("ReferenceEquality")
  void addAgain(ProcexLifetime lifetime) {
    ProcexLifetime found = first;
    while (found != null && found != lifetime) {
      found = found.next;
    }
    if (found == null) {
      add(lifetime);
    }
  }

  /**
   * Puts all in order, under the lock of the order. Takes each from the list only when it is in
   * order: if memory runs out, the others stay.
   */
  void moveTo(Set<ProcexLifetime> ordered) {
    for (ProcexLifetime next = first; next != null; next = first) {
      if (!next.over) {
        ordered.add(next);
        next.placed = true;
      }
      if (FIRST.compareAndSet(this, next, next.next)) {
        next.next = null; // or it would keep the others in memory as long as its child lives
      }
    }
  }

  /** Kills what ended children have left, under the lock of the order. */
  void killRests() {
    for (ProcexLifetime next = first; next != null; next = next.next) {
      next.killRest();
    }
  }
}
