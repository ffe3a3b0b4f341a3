package io.procex.agent.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The children that are alive, and those that lived longest. A key is one for each child: the id of
 * a process, or where a record has none, its pid and that of its JVM.
 */
final class Children {
  private static final int MOST_LIVING = 20_000;
  private static final int LONGEST = 20;

  /** A child, with its life in nanoseconds if its end is known. */
  static final class Child {
    final String service;
    final String pid;
    final String program;
    final Instant since; // null if it is not known
    final long life;

    Child(String service, String pid, String program, Instant since, long life) {
      this.service = service;
      this.pid = pid;
      this.program = Counts.shorten(program);
      this.since = since;
      this.life = life;
    }

    Instant since() {
      return since;
    }

    long life() {
      return life;
    }
  }

  private final Map<String, Child> living = new HashMap<>();
  private final Set<String> endedBefore = new HashSet<>();
  private final PriorityQueue<Child> longest =
      new PriorityQueue<>((a, b) -> Long.compare(a.life(), b.life()));
  private boolean hasLeftOut;

  /** The files may come in any order, and so the exit before the launch. */
  void launched(String key, Child child) {
    if (endedBefore.remove(key)) {
      return;
    }
    if (living.size() < MOST_LIVING) {
      living.put(key, child);
    } else {
      hasLeftOut = true;
    }
  }

  /**
   * Takes a child away.
   *
   * @param isLaunchedToo whether a record of its launch exists, read before or not
   */
  void ended(String key, Child child, boolean isLaunchedToo) {
    Child known = living.remove(key);
    if (known == null && isLaunchedToo && endedBefore.size() < MOST_LIVING) {
      endedBefore.add(key);
    }
    Instant since = known == null ? null : known.since;
    longest.add(new Child(child.service, child.pid, child.program, since, child.life));
    if (longest.size() > LONGEST) {
      longest.remove();
    }
  }

  int livingCount() {
    return living.size();
  }

  /** Whether there were too many at once to know all of them. */
  boolean hasLeftOut() {
    return hasLeftOut;
  }

  /** Children whose end is not recorded, the oldest first. */
  List<Child> living(int most) {
    List<Child> children = new ArrayList<>(living.values());
    children.sort(
        Comparator.comparing(Child::since, Comparator.nullsLast(Comparator.naturalOrder())));
    return children.subList(0, Math.min(most, children.size()));
  }

  /** Children that lived longest, the longest first. */
  List<Child> longest() {
    List<Child> children = new ArrayList<>(longest);
    children.sort((a, b) -> Long.compare(b.life(), a.life()));
    return children;
  }
}
