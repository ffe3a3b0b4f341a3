package io.procex.agent.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out why a value in a drop-in would not reach the JVM. */
final class Obstacles {
  private static final long MOST_BYTES = 1 << 20;

  private final Unit unit;
  private final UnitEnvironment environment;
  private final List<String> sourced;

  Obstacles(Unit unit, UnitEnvironment environment, JvmVariables variables) {
    this.unit = unit;
    this.environment = environment;
    this.sourced = new ArrayList<>(variables.files);
    sourced.add("/etc/default/" + unit.name.stem());
    sourced.add("/etc/sysconfig/" + unit.name.stem());
  }

  /** Why the variable would not reach the JVM, in a sentence; null if it would. */
  String to(String variable) throws IOException {
    UnitEnvironment.Value value = environment.value(variable);
    if (value != null && value.isOfEnvironmentFile) {
      return value.file + " sets " + variable + ", which wins over a drop-in";
    }
    if (environment.unsets(variable)) {
      return "UnsetEnvironment= removes " + variable;
    }
    if (environment.passes(variable)) {
      return "PassEnvironment= takes " + variable + " from the service manager";
    }
    for (String file : sourced) {
      if (overwrites(file, variable)) {
        return file + " sets " + variable + ", and the start script reads it";
      }
    }
    return null;
  }

  /** Whether the file sets the variable without including its previous value. */
  private boolean overwrites(String file, String variable) throws IOException {
    Matcher assignment =
        Pattern.compile("(?m)^[ \t]*(?:export[ \t]+)?" + variable + "=(.*)$").matcher(text(file));
    boolean overwrites = false;
    while (assignment.find()) {
      overwrites |= !assignment.group(1).matches(".*\\$\\{?" + variable + "\\b.*");
    }
    return overwrites;
  }

  private String text(String name) throws IOException {
    Path file = unit.root.find(name);
    boolean isText =
        Files.isRegularFile(file) && Files.isReadable(file) && Files.size(file) <= MOST_BYTES;
    return isText ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
  }

  /** All places that may name an agent, with the text there. */
  List<String[]> places() throws IOException {
    List<String[]> places = new ArrayList<>();
    for (UnitEnvironment.Value value : environment.values()) {
      places.add(new String[] {value.file, value.text});
    }
    for (String command : unit.all("ExecStart")) {
      places.add(new String[] {"ExecStart=", command});
    }
    for (String file : sourced) {
      places.add(new String[] {file, text(file).replaceAll("(?m)^[ \t]*#.*", "")});
    }
    return places;
  }
}
