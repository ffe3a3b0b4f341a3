package io.procex.it.suites;

import io.procex.it.support.Jdk;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs test suites of others without the agent and with it, on every JDK that is there and that
 * they work on, and prints a table. Argument: how often each. Exit code 1 if a test passes each
 * time without the agent and fails with it.
 */
final class Suites {
  private static final int REPETITIONS = 3;
  private static final String ROW = "%-14s %-8s %-10s %5s %14s %11s  %s%n";

  private Suites() {}

  public static void main(String[] args) throws IOException {
    int repetitions = args.length == 0 ? REPETITIONS : Integer.parseInt(args[0]);
    System.out.printf(
        ROW, "suite", "version", "JDK", "tests", "passed without", "passed with", "launches with");
    boolean broken = false;
    for (Suite suite : Suite.ALL) {
      for (Jdk jdk : suite.jdks()) {
        SuiteComparison comparison = SuiteComparison.of(suite, jdk, repetitions);
        print(comparison);
        broken |= !comparison.broken().isEmpty();
      }
    }
    System.exit(broken ? 1 : 0);
  }

  private static void print(SuiteComparison comparison) throws IOException {
    System.out.printf(
        ROW,
        comparison.suite(),
        comparison.suite().version(),
        comparison.jdk().version(),
        comparison.tests().size(),
        passed(comparison.stock()),
        passed(comparison.agent()),
        comparison.agent().get(0).agent());
    name("BROKEN by the agent", comparison.broken());
    name("flaky without the agent", comparison.flaky());
    name("passes with the agent only", comparison.mended());
  }

  /** One number if each run has the same. */
  private static String passed(List<SuiteRun> runs) {
    return runs.stream()
        .map(SuiteRun::passed)
        .distinct()
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  private static void name(String what, Set<String> tests) {
    tests.forEach(test -> System.out.println("  " + what + ": " + test));
  }
}
