package io.procex.bench;

import java.util.Locale;
import java.util.Random;

/**
 * After how many launches a JVM has gained over its whole life: what it costs more at its start and
 * end, divided by what each launch saves.
 */
final class BreakEven {
  private static final int RESAMPLINGS = 1_000;
  private static final double LEAST = 5;
  private static final double GREATEST = 95;

  private final LifeCost without;
  private final LifeCost with;

  BreakEven(LifeCost without, LifeCost with) {
    this.without = without;
    this.with = with;
  }

  double overhead() {
    return with.once() - without.once();
  }

  double saved() {
    return without.launch() - with.launch();
  }

  /** None, if it gains from the start; infinitely many, if a launch saves nothing. */
  double launches() {
    if (overhead() <= 0) {
      return 0;
    }
    return saved() > 0 ? Math.ceil(overhead() / saved()) : Double.POSITIVE_INFINITY;
  }

  /** Where nine tenths of the answers lie, if the rounds are drawn anew by chance. */
  String text() {
    Random random = new Random(0);
    double[] answers = new double[RESAMPLINGS];
    for (int i = 0; i < answers.length; i++) {
      int[] rounds = random.ints(without.rounds(), 0, without.rounds()).toArray();
      answers[i] = new BreakEven(without.at(rounds), with.at(rounds)).launches();
    }
    Samples spread = Samples.of(answers);
    String least = text(spread.percentile(LEAST));
    String greatest = text(spread.percentile(GREATEST));
    String answer = text(launches());
    return least.equals(greatest) ? answer : answer + " (" + least + "–" + greatest + ")";
  }

  static String text(double launches) {
    return Double.isInfinite(launches) ? "never" : String.format(Locale.ROOT, "%,.0f", launches);
  }
}
