package io.procex.bench;

import io.procex.bench.host.LaunchHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What rules add to launches. */
final class RulesScenario implements Scenario {
  static final String OFF = "no rules";
  static final String WITH = "200 rules";
  static final String LOAD = "its own name";
  private static final String LINKED = "a link";

  private static final int RULES = 200;

  @Override
  public String name() {
    return "rules";
  }

  @Override
  public String title() {
    return "Rules for launches";
  }

  @Override
  public String explanation() {
    return "start() of true with the agent, by its absolute name without links and by a link to it:"
        + " without rules, and with a file of 200 of which the last allows it. It is seen to be the"
        + " file that was decided on before, and executed as that. Many a launch waits for a CPU"
        + " that something else has; what is added to all is seen in the fastest tenth.";
  }

  @Override
  public List<Metric> metrics() {
    return Arrays.asList(Metric.START, Metric.UNDISTURBED);
  }

  /** Most of all scenarios: what is measured is a twenty-fifth of a launch. */
  @Override
  public int rounds() throws UsageException {
    return Bench.setting("rounds", 201);
  }

  @Override
  public List<Comparison> comparisons() {
    return Collections.singletonList(Comparison.difference(WITH, OFF));
  }

  @Override
  public List<Contender> contenders(Bench bench, Findings findings)
      throws IOException, UsageException {
    Path folder = TemporaryFolder.create().toRealPath();
    Path rules = Files.write(folder.resolve("rules.yaml"), lines());
    Path program = Paths.get("/bin/true").toRealPath();
    Path link = Files.createSymbolicLink(folder.resolve("true"), program);
    int launches = Rounds.shortBatch();
    List<Contender> contenders = new ArrayList<>();
    for (JavaHome java : bench.homes) {
      for (Load load :
          Arrays.asList(
              new Load(LOAD, launches).with("program", program),
              new Load(LINKED, launches).with("program", link))) {
        for (Way way :
            Arrays.asList(
                Way.agent(bench.agentJar, OFF, ""),
                Way.agent(bench.agentJar, WITH, "=rules=" + rules))) {
          contenders.add(new HostJvm(java, way, load, LaunchHost.class));
        }
      }
    }
    return contenders;
  }

  private static List<String> lines() {
    List<String> lines = new ArrayList<>(Arrays.asList("version: 1", "mode: enforce", "rules:"));
    for (int i = 1; i < RULES; i++) {
      add(lines, "other-" + i, "/opt/application-" + i + "/**/bin/*", "deny");
    }
    add(lines, "measured", "/**/true", "allow");
    lines.add("default: {action: deny}");
    return lines;
  }

  private static void add(List<String> lines, String name, String executable, String action) {
    lines.add("  - {name: " + name + ", executable: '" + executable + "', action: " + action + "}");
  }
}
