package io.procex.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks every contender for one batch per round, in an order of its own, so that noise from outside
 * hits all alike.
 */
final class Rounds {
  private final Findings findings;
  private final List<Contender> contenders = new ArrayList<>();

  private Rounds(Findings findings) {
    this.findings = findings;
  }

  /**
   * Launches of a batch where a target hangs on a ratio: so few, and many rounds, since a CPU whose
   * core is shared with another machine's is slower by a third or more for part of a second up to
   * several. Over many short batches everybody meets with both speeds alike. Only the first four
   * launches of a batch are slower than the others for being the first.
   */
  static int shortBatch() throws UsageException {
    return Bench.setting("launches.short", 100);
  }

  static void run(List<Contender> contenders, int count, Findings findings)
      throws IOException, InterruptedException {
    Rounds rounds = new Rounds(findings);
    try {
      rounds.open(contenders);
      for (int round = 0; round < count; round++) {
        rounds.run(round);
        tell(round + 1, count);
      }
    } finally {
      for (Contender contender : contenders) {
        contender.close();
      }
    }
  }

  private static void tell(int rounds, int count) {
    final int lines = 10;
    if (rounds % Math.max(1, count / lines) == 0) {
      System.err.println("  " + rounds + " of " + count + " rounds");
    }
  }

  /** On all CPUs at a time: nothing is measured yet, and warming up takes longest of all. */
  private void open(List<Contender> all) throws InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    List<Callable<Void>> openings = new ArrayList<>();
    for (Contender contender : all) {
      openings.add(
          () -> {
            contender.open();
            return null;
          });
    }
    List<Future<Void>> opened = threads.invokeAll(openings);
    threads.shutdown();
    for (int i = 0; i < opened.size(); i++) {
      try {
        opened.get(i).get();
        contenders.add(all.get(i));
      } catch (ExecutionException e) {
        findings.leaveOut(all.get(i).subject(), e.getCause().getMessage());
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

  /**
   * By chance, else each would always follow the same neighbour, and alike in every run. But the
   * first round has the order in which the tables show them.
   */
  private List<Contender> inOrder(int round) {
    List<Contender> order = new ArrayList<>(contenders);
    if (round > 0) {
      Collections.shuffle(order, new Random(round));
    }
    return order;
  }
}
