package io.procex.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks every contender for one batch per round, each round starting with another one, so that noise
 * from outside hits all alike.
 */
final class Rounds {
  private final Map<Contender, List<Samples>> batches = new LinkedHashMap<>();

  private Rounds(List<? extends Contender> contenders) {
    for (Contender contender : contenders) {
      batches.put(contender, new ArrayList<>());
    }
  }

  static Rounds run(List<? extends Contender> contenders, int count)
      throws IOException, InterruptedException {
    Rounds rounds = new Rounds(contenders);
    for (int round = 0; round < count; round++) {
      System.err.println("round " + (round + 1) + " of " + count);
      for (Contender contender : inOrder(contenders, round)) {
        rounds.batches.get(contender).add(contender.measure());
      }
    }
    return rounds;
  }

  /** Every other round goes backwards: else each would always follow the same neighbour. */
  private static List<Contender> inOrder(List<? extends Contender> contenders, int round) {
    List<Contender> order = new ArrayList<>(contenders);
    Collections.rotate(order, -round);
    if (round % 2 == 1) {
      Collections.reverse(order);
    }
    return order;
  }

  /** The median of each round, in the order of the rounds. */
  Samples medians(Contender contender) {
    return Samples.of(batches.get(contender).stream().mapToDouble(Samples::median).toArray());
  }

  /** All values of all rounds. */
  Samples all(Contender contender) {
    return Samples.concat(batches.get(contender));
  }
}
