package io.procex.bench;

import java.util.Optional;

/** What the life of a JVM costs that launches: its first launch, and all the others. */
final class LifeCost {
  private final Samples life;
  private final Samples laterHere;
  private final Samples later;

  /**
   * life: with one launch; laterHere: another launch of such a JVM; later: one with as many
   * descriptors open as are asked about.
   */
  LifeCost(Samples life, Samples laterHere, Samples later) {
    this.life = life;
    this.laterHere = laterHere;
    this.later = later;
  }

  static Optional<LifeCost> of(Findings findings, String jdk, String contender, String load) {
    Optional<Samples> life = findings.medians(Metric.WALL, jdk, LifeScenario.ONE, contender);
    Optional<Samples> laterHere =
        findings.medians(Metric.LATER, jdk, LifeScenario.HUNDRED, contender);
    Optional<Samples> later = findings.medians(Metric.LATER, jdk, load, contender);
    return life.isPresent() && laterHere.isPresent() && later.isPresent()
        ? Optional.of(new LifeCost(life.get(), laterHere.get(), later.get()))
        : Optional.empty();
  }

  int rounds() {
    return life.count();
  }

  /** As if these had been the rounds. */
  LifeCost at(int[] rounds) {
    return new LifeCost(life.at(rounds), laterHere.at(rounds), later.at(rounds));
  }

  /** Start and end, and what the first launch takes more than a later one. */
  double once() {
    return life.median() - laterHere.median();
  }

  double launch() {
    return later.median();
  }
}
