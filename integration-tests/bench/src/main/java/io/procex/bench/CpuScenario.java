package io.procex.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a launch costs besides time. */
final class CpuScenario implements Scenario {
  static final String LOAD = "pipes";

  private static List<Way> ways(Bench bench, JavaHome java) {
    List<Way> ways = new ArrayList<>(bench.allWays(java));
    ways.add(Way.agentWithJdkReaper(bench.agentJar));
    return ways;
  }

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public String title() {
    return "CPU time and allocation of a launch";
  }

  @Override
  public String explanation() {
    return "start().waitFor() of /bin/true with pipes: user and system time of the JVM, all its threads, and of the children, over many launches; and the bytes that all Java threads have allocated.";
  }

  @Override
  public List<Metric> metrics() {
    return Arrays.asList(Metric.CPU, Metric.ALLOCATED);
  }

  @Override
  public int rounds() throws UsageException {
    return Bench.setting("rounds", 9);
  }

  /** So many to a batch, since /proc counts in hundredths of a second. */
  @Override
  public List<Contender> contenders(Bench bench, Findings findings) throws UsageException {
    List<Contender> contenders = new ArrayList<>();
    Load load = new Load(LOAD, Bench.setting("launches.cpu", 1_000));
    contenders.addAll(bench.hosts(load, java -> ways(bench, java)));
    contenders.addAll(bench.floors(load));
    return contenders;
  }
}
