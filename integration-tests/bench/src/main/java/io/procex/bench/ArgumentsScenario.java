package io.procex.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Launches with long command lines. */
final class ArgumentsScenario implements Scenario {

  @Override
  public String name() {
    return "arguments";
  }

  @Override
  public String title() {
    return "Long command lines";
  }

  @Override
  public String explanation() {
    return "start() of /bin/true with so many bytes of arguments, in pieces of 64 KiB: the kernel takes no single one of more than 128 KiB.";
  }

  @Override
  public List<Metric> metrics() {
    return Arrays.asList(Metric.START);
  }

  @Override
  public int rounds() throws UsageException {
    return Bench.setting("rounds", 3);
  }

  @Override
  public List<Contender> contenders(Bench bench, Findings findings) throws UsageException {
    List<Contender> contenders = new ArrayList<>();
    for (int kibibytes : new int[] {0, 128, 1024}) {
      Load load =
          new Load(kibibytes + " KiB", Bench.setting("launches.few", 60))
              .with("arguments", kibibytes * 1024);
      contenders.addAll(bench.hosts(load, bench::ways));
      contenders.addAll(bench.floors(load));
    }
    return contenders;
  }
}
