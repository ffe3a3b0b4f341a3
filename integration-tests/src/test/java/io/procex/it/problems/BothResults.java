package io.procex.it.problems;

import io.procex.it.support.Jdk;

/** Prints what docs/problems-cured.md tells of one problem on one JDK. */
final class BothResults {
  private BothResults() {}

  static void print(int row, Jdk jdk, String stock, String agent) {
    System.out.printf("row %d, JDK %s: %s | %s%n", row, jdk.version(), stock, agent);
  }
}
