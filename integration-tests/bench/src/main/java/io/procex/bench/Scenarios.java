package io.procex.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
              new FloodScenario(),
              new SinkScenario(),
              new RulesScenario()));

  /** They take their time: only if they are asked for. */
  private static final List<Scenario> ON_REQUEST =
      Collections.unmodifiableList(Arrays.asList(new OutageScenario(), new JmhScenario()));

  private Scenarios() {}

  /** Those of these names; all but {@link #ON_REQUEST} if none is named. */
  static List<Scenario> named(List<String> names) throws UsageException {
    List<Scenario> scenarios = new ArrayList<>();
    for (String name : names) {
      scenarios.add(named(name));
    }
    return scenarios.isEmpty() ? ALL : scenarios;
  }

  private static Scenario named(String name) throws UsageException {
    for (List<Scenario> scenarios : Arrays.asList(ALL, ON_REQUEST)) {
      for (Scenario scenario : scenarios) {
        if (scenario.name().equals(name)) {
          return scenario;
        }
      }
    }
    throw new UsageException("no scenario " + name + "; there are " + names());
  }

  static String names() {
    return Stream.concat(ALL.stream(), ON_REQUEST.stream())
        .map(Scenario::name)
        .collect(Collectors.joining(", "));
  }
}
