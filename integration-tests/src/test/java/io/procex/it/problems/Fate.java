package io.procex.it.problems;

import io.procex.it.support.Result;

/** What became of the one launch of a host that ran to its end. */
final class Fate {
  private Fate() {}

  /** The line that begins with "exit " or "exception ". */
  static String of(Result result) {
    return of(result.out());
  }

  static String of(String answer) {
    return answer
        .lines()
        .filter(line -> line.startsWith("exit ") || line.startsWith("exception "))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no launch in: " + answer));
  }
}
