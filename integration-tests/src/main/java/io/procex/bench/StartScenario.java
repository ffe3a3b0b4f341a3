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

  /** Many looks at each rather than long ones: what slows a JVM down lasts for some seconds. */
  @Override
  public int rounds() throws UsageException {
    return Bench.setting("rounds", 9);
  }

  /**
   * Fewer launches with many descriptors of who needs some 45 ms for each; the others are compared
   * with their own figure at few, and so in batches as large.
   */
  @Override
  public List<Contender> contenders(Bench bench, Findings findings)
      throws IOException, UsageException {
    int launches = Bench.setting("launches.few", 200);
    List<Contender> contenders = new ArrayList<>();
    add(contenders, bench, new Load(FEW, launches).with("descriptors", 10));
    add(contenders, bench, new Load("1,000 descriptors", launches).with("descriptors", 1_000));
    long most = Limits.descriptors() - OTHER_DESCRIPTORS;
    if (most < 19_000) {
      findings.leaveOut(MANY, "the hard limit of open files leaves room for " + most);
      return contenders;
    }
    Load slow = new Load(MANY, Bench.setting("launches.many", 20)).with("descriptors", 19_000);
    Load flat = new Load(MANY, launches).with("descriptors", 19_000);
    contenders.addAll(bench.hosts(slow, java -> ways(bench, java, false)));
    contenders.addAll(bench.hosts(flat, java -> ways(bench, java, true)));
    contenders.addAll(bench.floors(flat));
    return contenders;
  }

  private static void add(List<Contender> contenders, Bench bench, Load load) {
    contenders.addAll(bench.hosts(load, bench::allWays));
    contenders.addAll(bench.floors(load));
  }

  private static List<Way> ways(Bench bench, JavaHome java, boolean agent) {
    List<Way> ways = bench.allWays(java);
    ways.removeIf(way -> way.name.equals(Subject.AGENT) != agent);
    return ways;
  }
}
