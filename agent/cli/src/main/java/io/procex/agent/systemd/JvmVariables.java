package io.procex.agent.systemd;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The variables by which a unit's JVM can be given options, the best first. */
final class JvmVariables {
  static final String EACH_JVM = "JAVA_TOOL_OPTIONS";

  /** What kind of host the unit is, for people. */
  final String host;

  final List<String> names;

  /** Files that the start script reads as a shell. */
  final List<String> files;

  private JvmVariables(String host, List<String> names, List<String> files) {
    this.host = host;
    this.names = names;
    this.files = files;
  }

  /** Uses the variable that the operator has named. */
  static JvmVariables given(String name) throws Refusal {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new Refusal(name + ": not a name of an environment variable");
    }
    return new JvmVariables("given by --variable", Arrays.asList(name), Collections.emptyList());
  }

  /** Finds the variables by the program that the unit starts. */
  static JvmVariables of(Unit unit) throws IOException, Refusal {
    StartCommand command = StartCommand.of(unit);
    if (command.clearsEnvironment() != null) {
      throw new Refusal(
          unit.name
              + ": starts its program by "
              + command.clearsEnvironment()
              + ", which may drop the unit's variables: put the flag where the program reads it");
    }
    if (command.isJava()) {
      return ofJava(command);
    }
    if (command.isOfSysV()) {
      throw new Refusal(
          unit.name
              + ": starts a SysV script, which may drop the unit's variables: "
              + command
              + ": put the flag where the script reads it, or try --variable NAME");
    }
    return ofScript(unit, command);
  }

  private static JvmVariables ofJava(StartCommand command) {
    String own = command.variableOfJava();
    return own == null
        ? new JvmVariables("java", Arrays.asList(EACH_JVM), Collections.emptyList())
        : new JvmVariables("java $" + own, Arrays.asList(own), Collections.emptyList());
  }

  private static JvmVariables ofScript(Unit unit, StartCommand command)
      throws IOException, Refusal {
    String script = command.script(unit.root);
    for (KnownHost host : KnownHost.all()) {
      boolean isNamed =
          Globs.match(host.units, unit.name.stem())
              && host.variables.stream().anyMatch(script::contains);
      if (isNamed || command.names(host.commands)) {
        return new JvmVariables(host.name, host.variables, host.files);
      }
    }
    throw new Refusal(
        unit.name
            + ": no Java is seen in its ExecStart ("
            + command
            + "): if its start script takes options for the JVM from a variable, name that:"
            + " --variable NAME");
  }
}
