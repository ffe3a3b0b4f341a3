package io.procex.agent.cli;

import io.procex.agent.options.AgentOptions;
import io.procex.agent.record.Printable;
import io.procex.agent.systemd.Plan;
import io.procex.agent.systemd.Refusal;
import io.procex.agent.systemd.Systemctl;
import io.procex.agent.systemd.Unit;
import io.procex.agent.systemd.VisibleJar;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code enable UNIT [OPTIONS]}. */
@Command(
    name = "enable",
    description =
        "Has a service of systemd start its JVM with the agent: writes a drop-in with the flag in"
            + " the variable that the service's own start script reads. Changes no other file;"
            + " what that variable holds already stays. Takes effect at the next start.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class EnableCommand implements Callable<Integer> {
  /**
   * Problems that this process cannot judge: the service's user may have other rights on files, and
   * this process has other variables.
   */
  private static final String OF_OTHERS =
      "option '(log|native|tmpdir|rules)' .*|.*\\(-Dprocex\\..*|.* environment variable .*";

  @Spec private CommandSpec spec;

  @Mixin private UnitArgument unit;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OPTIONS",
      defaultValue = "",
      description = "The agent's options: key=value,key=value; see docs/options.md.")
  private String options;

  @Option(
      names = "--variable",
      paramLabel = "NAME",
      description = "The variable to put the flag in, if the right one is not known.")
  private String variable;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description = "The agent's jar as the service sees it. By default the one of this command.")
  private String jar;

  @Option(names = "--dry-run", description = "Print what would be written and run.")
  private boolean isDry;

  @Mixin private RestartOption restart;

  @Override
  public Integer call() throws Exception {
    try {
      checkOptions();
      Unit found = unit.load();
      String file = jar == null ? OwnJar.named().toString() : jar;
      VisibleJar.check(found, file);
      Plan plan = new Plan(found, file, options, variable);
      print(plan.finding());
      for (String note : plan.notes()) {
        print("note: " + note);
      }
      return isDry ? show(plan) : carryOut(found, plan);
    } catch (Refusal refusal) {
      throw new CommandFailure(Printable.of(refusal.getMessage()));
    }
  }

  private void checkOptions() throws Refusal {
    for (String problem : new AgentOptions(options).problems()) {
      if (!problem.matches(OF_OTHERS)) {
        throw new Refusal("options: " + problem);
      }
    }
  }

  private int show(Plan plan) {
    print("would write " + plan.dropIn() + ":");
    spec.commandLine().getOut().print(plan.text());
    spec.commandLine().getOut().flush();
    if (Systemctl.isRunning(unit.root())) {
      print("would run: systemctl daemon-reload");
    }
    return 0;
  }

  private int carryOut(Unit found, Plan plan) throws Exception {
    boolean isThere = plan.text().equals(plan.dropIn().read());
    if (isThere) {
      print("nothing to do: " + plan.dropIn() + " is there");
    } else {
      write(plan);
      print("wrote " + plan.dropIn());
    }
    restart.apply(unit.root(), found.name(), spec.commandLine().getOut());
    return 0;
  }

  private static void write(Plan plan) throws IOException, CommandFailure {
    Path file = plan.dropIn().file();
    try {
      Files.createDirectories(file.getParent());
    } catch (AccessDeniedException e) {
      throw new CommandFailure(plan.dropIn() + ": may not be written: run this command as root");
    } catch (FileSystemException e) {
      throw new CommandFailure(Printable.of(plan.dropIn() + ": cannot be written: " + e));
    }
    if (!Files.isWritable(file.getParent())) {
      throw new CommandFailure(plan.dropIn() + ": may not be written: run this command as root");
    }
    OutputFile.replace(file, plan.text().getBytes(StandardCharsets.UTF_8), true);
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Printable.of(line));
  }
}
