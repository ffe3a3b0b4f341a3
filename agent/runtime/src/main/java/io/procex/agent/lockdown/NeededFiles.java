package io.procex.agent.lockdown;

import io.procex.agent.rules.AllowedPrograms;
import io.procex.agent.rules.FileWalk;
import io.procex.agent.rules.Interpreters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that the kernel opens to execute some programs: they themselves, the interpreters of
 * scripts, and the loaders of all these. A file that this user cannot execute is none of them.
 */
final class NeededFiles {
  /** A program that is surely there, and whose loader is the usual one. */
  private static final String OWN_PROGRAM = "/proc/self/exe";

  private final AllowedPrograms programs;
  private final Set<String> paths = new TreeSet<>();
  private final Set<String> byEnv = new TreeSet<>();

  /** Whose loaders are known. */
  private final Set<Path> seen = new HashSet<>();

  private NeededFiles(AllowedPrograms programs) {
    this.programs = programs;
  }

  /**
   * Those of the programs; none if there is no program.
   *
   * @throws IllegalArgumentException with a sentence if they cannot be told
   */
  static NeededFiles of(AllowedPrograms programs) throws IOException {
    NeededFiles needed = new NeededFiles(programs);
    for (String file : programs.files()) {
      needed.add(file);
    }
    for (String directory : programs.directories()) {
      needed.addBelow(directory);
    }
    if (!needed.paths.isEmpty()) {
      needed.addHelperOfJdk();
    }
    return needed;
  }

  /** Paths without symbolic links, in order. */
  Set<String> paths() {
    return Collections.unmodifiableSet(paths);
  }

  /** How many of them are directories. */
  int directories() {
    return programs.directories().size();
  }

  /** The scripts whose interpreter is env, which executes the one that is meant. */
  Set<String> byEnv() {
    return Collections.unmodifiableSet(byEnv);
  }

  private void addBelow(String directory) throws IOException {
    paths.add(directory);
    try {
      FileWalk.visit(Paths.get(directory), this::add);
    } catch (IllegalArgumentException tooMany) {
      throw new IllegalArgumentException(directory + "/** " + tooMany.getMessage(), tooMany);
    }
  }

  /**
   * The JDK's way to launch begins with it, after a detach. It executes what it is told, as the
   * kernel allows it.
   */
  private void addHelperOfJdk() {
    String home = System.getProperty("java.home");
    for (String place : new String[] {"", "amd64/", "aarch64/"}) { // the latter two: JDK 8
      try {
        Path helper = Paths.get(home, "lib", place + "jspawnhelper").toRealPath();
        if (programs.denier(helper.toString()) == null) {
          add(helper);
        }
      } catch (IOException notThere) {
        // This JDK has it elsewhere, or none.
      }
    }
  }

  /** A file that is not there is passed over: the kernel will not find it either. */
  private void add(String path) {
    try {
      add(Paths.get(path).toRealPath());
    } catch (IOException | InvalidPathException notThere) {
      // as said
    }
  }

  private void add(Path file) {
    if (Files.isRegularFile(file) && Files.isExecutable(file)) {
      addAlone(file);
      for (Path interpreter : Interpreters.of(file).files()) {
        addAlone(interpreter);
        if (interpreter.endsWith("env")) {
          byEnv.add(file.toString());
        }
      }
    }
  }

  /** Adds a file and its loader. */
  private void addAlone(Path file) {
    if (!seen.add(file)) {
      return;
    }
    if (!isBelowDirectory(file)) {
      paths.add(file.toString());
    }
    try {
      String loader = ElfLoader.of(Files.isReadable(file) ? file : Paths.get(OWN_PROGRAM));
      if (loader != null) {
        addLoader(Paths.get(loader).toRealPath());
      }
    } catch (IOException | InvalidPathException notThere) {
      // The kernel does not load the file.
    }
  }

  private void addLoader(Path loader) {
    String rule = programs.denier(loader.toString());
    if (rule != null) {
      throw new IllegalStateException(
          "the rule " + rule + " denies " + loader + ", which programs need as their loader");
    }
    if (Files.isRegularFile(loader) && Files.isExecutable(loader) && !isBelowDirectory(loader)) {
      paths.add(loader.toString());
    }
  }

  private boolean isBelowDirectory(Path file) {
    for (String directory : programs.directories()) {
      if (file.startsWith(directory)) {
        return true;
      }
    }
    return false;
  }
}
