package io.procex.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** All questions that the benchmark answers, in the order of the page. */
final class Scenarios {
  private static final List<Scenario> ALL =
      Collections.unmodifiableList(
          Arrays.asList(
              new LifeScenario(),
              new StartupScenario(),
              new StartScenario(),
              new PartsScenario(),
              new HeapScenario(),
              new ThreadsScenario(),
              new StdioScenario(),
              new ArgumentsScenario(),
              new WaitScenario(),
              new CpuScenario(),
              new AliveScenario(),
              new EtxtbsyScenario(),
              new RecordsScenario(),
              new RulesScenario()));

  /** Answers what {@link StartScenario} does, and takes its time: only where it is asked for. */
  private static final Scenario JMH = new JmhScenario();

  private Scenarios() {}

  /** Those of these names; all but JMH if none is named. */
  static List<Scenario> named(List<String> names) throws UsageException {
    List<Scenario> scenarios = new ArrayList<>();
    for (String name : names) {
      scenarios.add(named(name));
    }
    return scenarios.isEmpty() ? ALL : scenarios;
  }

  private static Scenario named(String name) throws UsageException {
    for (Scenario scenario : ALL) {
      if (scenario.name().equals(name)) {
        return scenario;
      }
    }
    if (JMH.name().equals(name)) {
      return JMH;
    }
    throw new UsageException("no scenario " + name + "; there are " + names());
  }

  static String names() {
    return ALL.stream().map(Scenario::name).collect(Collectors.joining(", ")) + ", " + JMH.name();
  }
}
