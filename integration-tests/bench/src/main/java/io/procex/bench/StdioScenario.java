package io.procex.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the children have for stdin, stdout and stderr. */
final class StdioScenario implements Scenario {

  @Override
  public String name() {
    return "stdio";
  }

  @Override
  public String title() {
    return "Pipes, files, inherited stdio";
  }

  @Override
  public String explanation() {
    return "start() of /bin/true. Files: stdin is /dev/null, stdout and stderr are written to a file. NuProcess knows pipes alone.";
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
    for (String stdio : Arrays.asList("pipes", "files", "inherit")) {
      Load load = new Load(stdio, Bench.setting("launches.few", 200)).with("stdio", stdio);
      contenders.addAll(bench.hosts(load, stdio.equals("pipes") ? bench::ways : bench::jdkWays));
      contenders.addAll(bench.floors(load));
    }
    return contenders;
  }
}
