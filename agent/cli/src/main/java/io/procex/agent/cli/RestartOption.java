package io.procex.agent.cli;

import io.procex.agent.record.Printable;
import io.procex.agent.systemd.Refusal;
import io.procex.agent.systemd.Root;
import io.procex.agent.systemd.Systemctl;
import io.procex.agent.systemd.UnitName;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** The option {@code --restart} of commands that change a unit's files. */
final class RestartOption {
  @Option(names = "--restart", description = "Restart the service, if it is running.")
  private boolean restarts;

  /** Makes systemd read the changed files, if it runs this system, and restarts the service. */
  void apply(Root root, UnitName unit, PrintWriter out) throws IOException, Refusal {
    if (!Systemctl.isRunning(root)) {
      return;
    }
    Systemctl.run("daemon-reload");
    if (restarts) {
      Systemctl.run("try-restart", unit.toString());
    } else {
      out.println(Printable.of("takes effect at the next start: systemctl restart " + unit));
    }
  }
}
