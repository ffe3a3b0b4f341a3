package io.procex.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Asks every contender for one batch per round, each round starting with another one, so that noise
 * from outside hits all alike.
 */
final class Rounds {
  private final Findings findings;
  private final List<Contender> contenders = new ArrayList<>();

  private Rounds(Findings findings) {
    this.findings = findings;
  }

  static void run(List<Contender> contenders, int count, Findings findings)
      throws IOException, InterruptedException {
    Rounds rounds = new Rounds(findings);
    try {
      rounds.open(contenders);
      for (int round = 0; round < count; round++) {
        System.err.println("  round " + (round + 1) + " of " + count);
        rounds.run(round);
      }
    } finally {
      for (Contender contender : contenders) {
        contender.close();
      }
    }
  }

  private void open(List<Contender> all) throws InterruptedException {
    for (Contender contender : all) {
      try {
        contender.open();
        contenders.add(contender);
      } catch (IOException e) {
        findings.leaveOut(contender.subject(), e.getMessage());
      }
    }
  }

  /** Who fails takes no further part: medians of other rounds than the others' would mislead. */
  private void run(int round) throws InterruptedException {
    for (Contender contender : inOrder(round)) {
      try {
        findings.add(contender.subject(), contender.measure());
      } catch (IOException e) {
        findings.leaveOut(contender.subject(), e.getMessage());
        contenders.remove(contender);
      }
    }
  }

  /** Every other round goes backwards: else each would always follow the same neighbour. */
  private List<Contender> inOrder(int round) {
    List<Contender> order = new ArrayList<>(contenders);
    Collections.rotate(order, -round);
    if (round % 2 == 1) {
      Collections.reverse(order);
    }
    return order;
  }
}
