package io.procex.agent.cli;

import io.procex.agent.systemd.Refusal;
import io.procex.agent.systemd.Root;
import io.procex.agent.systemd.Unit;
import io.procex.agent.systemd.UnitName;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The unit that a command works on: its first argument. */
final class UnitArgument {
  @Parameters(
      index = "0",
      paramLabel = "UNIT",
      description = "A service of systemd, such as tomcat10 or app@1.service.")
  private String unit;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "The root of another system, as for systemctl. Its systemd need not run.")
  private Path directory = java.nio.file.Paths.get("/");

  UnitName name() throws Refusal {
    return UnitName.of(unit);
  }

  Root root() {
    return Root.at(directory);
  }

  Unit load() throws IOException, Refusal {
    return Unit.load(root(), name());
  }
}
