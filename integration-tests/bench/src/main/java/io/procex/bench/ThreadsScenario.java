package io.procex.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many threads that launch at the same time. */
final class ThreadsScenario implements Scenario {

  @Override
  public String name() {
    return "threads";
  }

  @Override
  public String title() {
    return "Launches by many threads";
  }

  @Override
  public String explanation() {
    return "So many threads launch /bin/true with pipes and wait for it, each as often as it can: launches a second of all together, and start() as each sees it.";
  }

  @Override
  public List<Metric> metrics() {
    return Arrays.asList(Metric.RATE, Metric.START);
  }

  @Override
  public int rounds() throws UsageException {
    return Bench.setting("rounds", 3);
  }

  @Override
  public List<Contender> contenders(Bench bench, Findings findings) throws UsageException {
    List<Contender> contenders = new ArrayList<>();
    for (int threads : new int[] {1, 4, 16, 64}) {
      String label = threads + (threads == 1 ? " thread" : " threads");
      Load load = new Load(label, Bench.setting("launches.threads", 128)).with("threads", threads);
      contenders.addAll(bench.hosts(load, bench::ways));
    }
    return contenders;
  }
}
