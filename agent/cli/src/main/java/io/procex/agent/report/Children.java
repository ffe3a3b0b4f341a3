package io.procex.agent.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The children that are alive, and those that lived longest. A pid is unique within one JVM only.
 */
final class Children {
  private static final int MOST_LIVING = 20_000;
  private static final int LONGEST = 20;

  /** A child, with its life in nanoseconds if its end is known. */
  static final class Child {
    final String pid;
    final String program;
    final Instant since; // null if it is not known
    final long life;

    Child(String pid, String program, Instant since, long life) {
      this.pid = pid;
      this.program = program;
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
  private final PriorityQueue<Child> longest =
      new PriorityQueue<>((a, b) -> Long.compare(a.life(), b.life()));

  void launched(String jvm, String pid, String program, Instant since) {
    if (living.size() < MOST_LIVING) {
      living.put(jvm + " " + pid, new Child(pid, Counts.shorten(program), since, -1));
    }
  }

  void ended(String jvm, String pid, String program, long life) {
    Child child = living.remove(jvm + " " + pid);
    longest.add(new Child(pid, Counts.shorten(program), child == null ? null : child.since, life));
    if (longest.size() > LONGEST) {
      longest.remove();
    }
  }

  int livingCount() {
    return living.size();
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
