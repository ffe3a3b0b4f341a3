package io.procex.agent.cli;

import io.procex.agent.record.Printable;
import io.procex.agent.systemd.Reach;
import io.procex.agent.systemd.Refusal;
import io.procex.agent.systemd.Systemctl;
import io.procex.agent.systemd.Unit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code check UNIT}. */
@Command(
    name = "check",
    description =
        "Says whether a service of systemd has the drop-in of the command enable, whether its flag"
            + " is in force, and whether its running JVM has the agent. Touches nothing. Exit code"
            + " 0: all that is there has it; 1: something is missing, and what.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private UnitArgument unit;

  private boolean isMissing;

  @Override
  public Integer call() throws Exception {
    try {
      Unit found = unit.load();
      Reach reach = Reach.of(found);
      say(reach.missing() == null, "drop-in", reach.missing(), reach.dropIn().toString());
      if (Systemctl.isRunning(unit.root())) {
        lookAtProcesses(found);
      } else {
        say(true, "process", null, "not looked at: this system's systemd does not run here");
      }
      return isMissing ? 1 : 0;
    } catch (Refusal refusal) {
      throw new CommandFailure(Printable.of(refusal.getMessage()));
    }
  }

  private void lookAtProcesses(Unit found) throws Exception {
    Map<String, String> state = Systemctl.show(found.name());
    if ("yes".equals(state.get("NeedDaemonReload"))) {
      say(false, "systemd", "has not read the unit's files since: systemctl daemon-reload", "");
    }
    List<JvmProcess> jvms = UnitProcesses.in(state.get("ControlGroup"));
    if (jvms.isEmpty()) {
      boolean isActive = "active".equals(state.get("ActiveState"));
      say(!isActive, "process", "no JVM is seen in it (root sees all)", "the unit is not running");
    }
    for (JvmProcess jvm : jvms) {
      String name = "process " + jvm.pid;
      if (UnitProcesses.hasFlag(jvm)) {
        boolean isIn = jvm.agent != JvmProcess.Agent.NO;
        say(isIn, name, "has the flag, but not the agent: status " + jvm.pid, jvm.agent.text);
      } else {
        say(
            jvm.agent != JvmProcess.Agent.NO,
            name,
            "runs without the flag" + (isMissing ? "" : ": systemctl restart " + found.name()),
            "attached: " + jvm.agent.text);
      }
    }
  }

  private void say(boolean isWell, String what, String missing, String well) {
    isMissing |= !isWell;
    String line = (isWell ? "ok      " : "missing ") + what + ": " + (isWell ? well : missing);
    spec.commandLine().getOut().println(Printable.of(line));
  }
}
