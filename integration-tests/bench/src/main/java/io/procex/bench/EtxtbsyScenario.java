package io.procex.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Programs that are launched right after they were written. */
final class EtxtbsyScenario implements Scenario {
  @Override
  public String name() {
    return "etxtbsy";
  }

  @Override
  public String title() {
    return "Fresh programs: Text file busy";
  }

  @Override
  public String explanation() {
    return "Four threads write a program, close it and launch it at once, while eight others launch"
        + " something else; how many launches fail since a child of another thread still has the"
        + " program open for writing (JDK-8068370), for each 1,000.";
  }

  @Override
  public List<Metric> metrics() {
    return Collections.singletonList(Metric.BUSY);
  }

  @Override
  public int rounds() throws UsageException {
    return Bench.setting("rounds", 3);
  }

  /** There is nothing to divide by if none fails. */
  @Override
  public List<Comparison> comparisons() {
    return Collections.emptyList();
  }

  @Override
  public List<Contender> contenders(Bench bench, Findings findings) throws UsageException {
    int programs = Bench.setting("programs", 1_000);
    List<Contender> contenders = new ArrayList<>();
    for (JavaHome java : bench.homes) {
      for (Way way : Arrays.asList(Way.stock(), Way.agent(bench.agentJar), Way.nuProcess(java))) {
        contenders.add(new FreshFiles(java, way, way.share(programs)));
      }
    }
    return contenders;
  }
}
