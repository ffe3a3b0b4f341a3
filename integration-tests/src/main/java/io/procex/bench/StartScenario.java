package io.procex.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** start() with few and with many open descriptors. */
final class StartScenario implements Scenario {
  static final String FEW = "10 descriptors";
  static final String MANY = "19,000 descriptors";

  /** What a JVM needs besides: class files, pipes, the launches themselves. */
  private static final int OTHER_DESCRIPTORS = 500;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String title() {
    return "start() with few and with many open descriptors";
  }

  @Override
  public String explanation() {
    return "ProcessBuilder.start() of /bin/true with three pipes, from a JVM that has opened so many"
        + " files before. In C: three pipes and the launch.";
  }

  @Override
  public List<Metric> metrics() {
    return Collections.singletonList(Metric.START);
  }

  @Override
  public int rounds() throws UsageException {
    return Bench.setting("rounds", 3);
  }

  /** Fewer launches with many descriptors: the stock JDK needs some 45 ms for each. */
  @Override
  public List<Contender> contenders(Bench bench, Findings findings)
      throws IOException, UsageException {
    List<Contender> contenders = new ArrayList<>();
    add(contenders, bench, findings, FEW, 10, Bench.setting("launches.few", 200));
    add(
        contenders,
        bench,
        findings,
        "1,000 descriptors",
        1_000,
        Bench.setting("launches.few", 200));
    add(contenders, bench, findings, MANY, 19_000, Bench.setting("launches.many", 60));
    return contenders;
  }

  private static void add(
      List<Contender> contenders,
      Bench bench,
      Findings findings,
      String label,
      int descriptors,
      int launches)
      throws IOException {
    long most = Limits.descriptors() - OTHER_DESCRIPTORS;
    if (descriptors > most) {
      findings.leaveOut(label, "the hard limit of open files leaves room for " + most);
      return;
    }
    Load load = new Load(label, launches).with("descriptors", descriptors);
    contenders.addAll(bench.hosts(load, bench::allWays));
    contenders.addAll(bench.floors(load));
  }
}
