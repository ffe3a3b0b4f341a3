package io.procex.agent.cli;

import io.procex.agent.record.Printable;
import io.procex.agent.systemd.DropIn;
import io.procex.agent.systemd.Refusal;
import io.procex.agent.systemd.UnitName;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code disable UNIT}. */
@Command(
    name = "disable",
    description =
        "Removes the drop-in that the command enable has written for a service of systemd, and"
            + " nothing else. Takes effect at the next start.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class DisableCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private UnitArgument unit;

  @Mixin private RestartOption restart;

  @Override
  public Integer call() throws Exception {
    try {
      return remove(ownName());
    } catch (Refusal refusal) {
      throw new CommandFailure(Printable.of(refusal.getMessage()));
    }
  }

  /**
   * The unit's own name, or the given one if the unit is gone or masked; its drop-in can then still
   * be removed.
   */
  private UnitName ownName() throws IOException, Refusal {
    UnitName given = unit.name();
    try {
      return unit.load().name();
    } catch (Refusal notToBeStarted) {
      return given;
    }
  }

  private int remove(UnitName name) throws Exception {
    DropIn dropIn = new DropIn(unit.root(), name);
    boolean removed;
    try {
      removed = dropIn.remove();
    } catch (AccessDeniedException e) {
      throw new CommandFailure(dropIn + ": may not be removed: run this command as root");
    }
    print(removed ? "removed " + dropIn : "nothing to do: there is no " + dropIn);
    if (removed) {
      restart.apply(unit.root(), name, spec.commandLine().getOut());
    }
    return 0;
  }

  private void print(String line) {
    spec.commandLine().getOut().println(Printable.of(line));
  }
}
