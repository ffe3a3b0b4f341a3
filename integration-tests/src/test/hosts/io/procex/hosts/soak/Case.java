package io.procex.hosts.soak;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** One kind of launch. */
final class Case {
  /** Launches, and tells in words what came of it: the same words with the stock JDK. */
  interface Way {
    String run(Attempt attempt) throws Exception;
  }

  final String name;
  final Way way;

  /** What a race may end with, beside what it ended with at the stock JDK. */
  final Set<String> others;

  /** Whether its whole time is that of a launch and a child that does nothing. */
  final boolean timed;

  /** Whether the rules may deny it. */
  final boolean deniable;

  private Case(String name, Way way, Set<String> others, boolean timed, boolean deniable) {
    this.name = name;
    this.way = way;
    this.others = others;
    this.timed = timed;
    this.deniable = deniable;
  }

  static Case of(String name, Way way, String... others) {
    return new Case(name, way, new HashSet<>(Arrays.asList(others)), false, false);
  }

  static Case timed(String name, Way way) {
    return new Case(name, way, Collections.emptySet(), true, false);
  }

  static Case deniable(String name, Way way) {
    return new Case(name, way, Collections.emptySet(), false, true);
  }

  /**
   * What a destroyed child may come to during a shortage. The JDK compares a child's start time,
   * which it reads from /proc at start() and again at destroy(); if it could not be read once,
   * destroy() signals nobody, and only closes the streams.
   */
  boolean isUnsignalled(String outcome) {
    return name.startsWith("destroyed")
        && (outcome.equals(Endings.RIGHT) || outcome.equals("lost false"));
  }

  /** What it comes to: the failure in words if it ends with one. */
  String outcome(Attempt attempt) {
    try {
      return way.run(attempt);
    } catch (Throwable e) { // an Error too: the thread must go on, and the run be told of it
      return words(e);
    } finally {
      Thread.interrupted(); // the next launch is another one's
    }
  }

  private static String words(Throwable failure) {
    Throwable cause = failure.getCause();
    return (failure + (cause == null ? "" : CAUSE + cause)).replace('\n', '|');
  }

  static final String CAUSE = " CAUSE ";
}
