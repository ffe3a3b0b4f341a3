package io.procex.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A launch up to the end of its child. */
final class WaitScenario implements Scenario {
  static final String DISCARD = "discard";

  private static List<Way> ways(Bench bench, JavaHome java, String stdio) {
    List<Way> ways =
        new ArrayList<>(stdio.equals(DISCARD) ? bench.jdkWays(java, true) : bench.allWays(java));
    ways.add(Way.agentWithJdkReaper(bench.agentJar));
    return ways;
  }

  @Override
  public String name() {
    return "wait";
  }

  @Override
  public String title() {
    return "Launch and wait";
  }

  @Override
  public String explanation() {
    return "start().waitFor() of /bin/true. In C: the launch and waitpid. Discard: stdin, stdout and stderr are /dev/null.";
  }

  @Override
  public List<Metric> metrics() {
    return Arrays.asList(Metric.WAIT);
  }

  @Override
  public int rounds() throws UsageException {
    return Bench.setting("rounds", 15);
  }

  @Override
  public List<Contender> contenders(Bench bench, Findings findings) throws UsageException {
    List<Contender> contenders = new ArrayList<>();
    for (String stdio : Arrays.asList(DISCARD, "pipes")) {
      Load load = new Load(stdio, Rounds.shortBatch()).with("stdio", stdio);
      contenders.addAll(bench.hosts(load, java -> ways(bench, java, stdio)));
      contenders.addAll(bench.floors(load));
    }
    return contenders;
  }
}
