package io.procex.agent.cli;

import io.procex.agent.record.Printable;
import io.procex.agent.security.Exposure;
import io.procex.agent.security.Subject;
import io.procex.agent.security.Subjects;
import io.procex.agent.security.SubjectsJson;
import io.procex.agent.security.Summary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code security PID|RULES|RECORDS...}. */
@Command(
    name = "security",
    description =
        "Says what children could do, from 0.0 to 10.0 by the weights of systemd-analyze security,"
            + " and which settings lower that most. Exit code 0: done; 1: not done, or a figure is"
            + " above the threshold (stderr says which).",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class SecurityCommand implements Callable<Integer> {
  private static final int TENTHS = 10;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "PID|RULES|RECORDS",
      description =
          "A running JVM with the agent; or a file of rules (.yaml, .yml); or logs in json, ecs or"
              + " otlp, also compressed (.gz); - for stdin.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "With records: the rules, since records only name the rule of a launch.")
  private Path rules;

  @Option(
      names = "--options",
      paramLabel = "KEY=VALUE,...",
      description = "The agent's own options, such as profile=strict.")
  private String options;

  @Option(
      names = "--user",
      paramLabel = "USER",
      description =
          "Name or number of the JVM's user; default: what a record or the JVM says, else unknown,"
              + " which counts as root.")
  private String user;

  @Option(
      names = "--threshold",
      paramLabel = "N",
      description = "Exit code 1 if an exposure is above this, 0.0 to 10.0.")
  private Double threshold;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    check();
    Subjects subjects =
        new SecurityTargets(rules, options, user, spec.commandLine().getErr()).read(targets);
    int enough = threshold == null ? 0 : (int) Math.floor(threshold * TENTHS);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonLine.object(fields -> SubjectsJson.write(fields, subjects, enough)));
    } else {
      out.print(Summary.of(subjects, enough));
    }
    out.flush();
    return threshold == null ? 0 : compare(subjects);
  }

  private void check() {
    if (threshold != null && !(threshold >= 0 && threshold <= TENTHS)) {
      throw new ParameterException(
          spec.commandLine(), "--threshold: expected a number from 0.0 to 10.0");
    }
    if (targets.isEmpty() && options == null) {
      throw new ParameterException(
          spec.commandLine(), "Missing: a PID, a file of rules, records, or --options");
    }
    boolean areRecords = !targets.isEmpty() && !SecurityTargets.areNoRecords(targets);
    boolean isJvm = targets.size() == 1 && SecurityTargets.isPid(targets.get(0));
    if (isJvm && (options != null || user != null)) {
      throw new ParameterException(
          spec.commandLine(), "--options and --user: a running JVM says both itself");
    }
    if (rules != null && !areRecords) {
      throw new ParameterException(spec.commandLine(), "--rules: only with records");
    }
    if (areRecords && targets.stream().anyMatch(SecurityTargets::isRules)) {
      throw new ParameterException(
          spec.commandLine(), "one file of rules alone; with records: --rules FILE");
    }
  }

  private int compare(Subjects subjects) {
    int code = 0;
    for (Subject subject : subjects.sorted()) {
      int tenths = subject.exposure().tenths();
      if (tenths > threshold * TENTHS) {
        code = 1;
        String names = Printable.of(String.join(", ", subject.names()));
        spec.commandLine()
            .getErr()
            .println(
                String.format(
                    Locale.ROOT, "above %s: %s (%s)", threshold, names, Exposure.text(tenths)));
      }
    }
    return code;
  }
}
