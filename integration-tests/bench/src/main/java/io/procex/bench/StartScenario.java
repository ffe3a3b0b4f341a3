package io.procex.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** start() with few and with many open descriptors. */
final class StartScenario implements Scenario {
  static final String FEW = "10 descriptors";
  static final String MORE = "1,000 descriptors";
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
    return Bench.setting("rounds", 101);
  }

  /**
   * Fewer launches with more descriptors of those that need time for each; the others are compared
   * with their own figure at few, and so in batches as large.
   */
  @Override
  public List<Contender> contenders(Bench bench, Findings findings)
      throws IOException, UsageException {
    List<Contender> contenders = new ArrayList<>();
    add(contenders, bench, FEW, 10, Rounds.shortBatch());
    add(contenders, bench, MORE, 1_000, Bench.setting("launches.more", 20));
    if (roomForMany(findings)) {
      add(contenders, bench, MANY, 19_000, Bench.setting("launches.many", 3));
    }
    return contenders;
  }

  static boolean roomForMany(Findings findings) throws IOException {
    long most = Limits.descriptors() - OTHER_DESCRIPTORS;
    if (most < 19_000) {
      findings.leaveOut(MANY, "the hard limit of open files leaves room for " + most);
    }
    return most >= 19_000;
  }

  private static void add(
      List<Contender> contenders, Bench bench, String label, int descriptors, int slowLaunches)
      throws UsageException {
    Load slow = new Load(label, slowLaunches).with("descriptors", descriptors);
    Load flat = new Load(label, Rounds.shortBatch()).with("descriptors", descriptors);
    contenders.addAll(bench.hosts(slow, java -> ways(bench, java, false)));
    contenders.addAll(bench.hosts(flat, java -> ways(bench, java, true)));
    contenders.addAll(bench.floors(flat));
  }

  private static List<Way> ways(Bench bench, JavaHome java, boolean agent) {
    List<Way> ways = bench.allWays(java);
    ways.removeIf(way -> way.name.equals(Subject.AGENT) != agent);
    return ways;
  }
}
