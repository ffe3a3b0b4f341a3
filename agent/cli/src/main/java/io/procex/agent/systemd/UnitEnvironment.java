package io.procex.agent.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The variables that a unit's processes start with: systemd.exec(5), "Environment". A file of
 * EnvironmentFile= overrides Environment=, in whatever order they are written.
 */
final class UnitEnvironment {
  private static final long MOST_BYTES = 1 << 20;

  /** The value of a variable. */
  static final class Value {
    /** As it is written: specifiers are not expanded. An environment file has none. */
    final String text;

    final String file;
    final boolean isOfEnvironmentFile;

    Value(String text, String file, boolean isOfEnvironmentFile) {
      this.text = text;
      this.file = file;
      this.isOfEnvironmentFile = isOfEnvironmentFile;
    }
  }

  private final Unit unit;
  private final Map<String, Value> managers = new TreeMap<>();
  private final Map<String, Value> given = new TreeMap<>();
  private final Map<String, Value> ofFiles = new TreeMap<>();
  private final Set<String> passed = new HashSet<>();
  private final Set<String> unset = new HashSet<>();

  private UnitEnvironment(Unit unit) {
    this.unit = unit;
  }

  static UnitEnvironment of(Unit unit) throws IOException {
    UnitEnvironment found = new UnitEnvironment(unit);
    for (Path file : new UnitFiles(unit.root).managers().values()) {
      found.addManagers(UnitFile.read(unit.root.inside(file), file, "Manager"));
    }
    unit.files().forEach(found::addGiven);
    for (String file : unit.all("EnvironmentFile")) {
      found.addFiles(file);
    }
    unit.all("PassEnvironment").forEach(names -> found.passed.addAll(Words.of(names)));
    unit.all("UnsetEnvironment").forEach(names -> found.unset.addAll(Words.of(names)));
    return found;
  }

  private void addManagers(UnitFile file) {
    for (UnitFile.Assignment assignment : file.assignments) {
      if (assignment.key.equals("DefaultEnvironment")) {
        add(assignment.value, file.name, managers);
      }
    }
  }

  private void addGiven(UnitFile file) {
    for (UnitFile.Assignment assignment : file.assignments) {
      if (assignment.key.equals("Environment")) {
        add(assignment.value, file.name, given);
      }
    }
  }

  private static void add(String value, String file, Map<String, Value> to) {
    if (value.isEmpty()) {
      to.clear();
    }
    for (String word : Words.of(value)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        String name = word.substring(0, equals);
        to.put(name, new Value(word.substring(equals + 1), file, false));
      }
    }
  }

  private void addFiles(String value) throws IOException {
    String path = Specifiers.expand(value.startsWith("-") ? value.substring(1) : value, unit.name);
    if (path == null || !path.startsWith("/")) {
      return; // systemd ignores a relative path
    }
    int slash = path.lastIndexOf('/');
    if (path.matches(".*[*?\\[].*")) {
      Path directory = unit.root.find(path.substring(0, slash + 1));
      for (Path file : matching(directory, path.substring(slash + 1))) {
        addFile(path.substring(0, slash + 1) + file.getFileName());
      }
    } else {
      addFile(path);
    }
  }

  private static List<Path> matching(Path directory, String pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, pattern)) {
        files.forEach(found::add);
      }
    }
    found.sort(null);
    return found;
  }

  private void addFile(String name) throws IOException {
    Path file = unit.root.find(name);
    if (Files.isRegularFile(file) && Files.isReadable(file) && Files.size(file) <= MOST_BYTES) {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      EnvironmentFile.parse(text)
          .forEach((variable, value) -> ofFiles.put(variable, new Value(value, name, true)));
    }
  }

  /** The value in force of a variable, or null. */
  Value value(String variable) {
    if (unset.contains(variable)) {
      return null;
    }
    if (ofFiles.containsKey(variable)) {
      return ofFiles.get(variable);
    }
    return given.getOrDefault(variable, managers.get(variable));
  }

  /** Whether the value comes from the manager's own environment, which no file shows. */
  boolean passes(String variable) {
    return passed.contains(variable) && !given.containsKey(variable);
  }

  boolean unsets(String variable) {
    return unset.contains(variable);
  }

  /** All values in force. */
  Collection<Value> values() {
    Map<String, Value> all = new TreeMap<>(managers);
    all.putAll(given);
    all.putAll(ofFiles);
    all.keySet().removeAll(unset);
    return all.values();
  }
}
