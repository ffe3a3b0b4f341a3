package io.procex.agent.lockdown;

import io.procex.agent.rules.AllowedPrograms;
import io.procex.agent.rules.ProgramHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files that the kernel opens to execute some programs: they themselves, the interpreters of
 * scripts, and the loaders of all these.
 */
final class NeededFiles {
  /** Runs a file that the kernel cannot load. */
  private static final String SHELL = "/bin/sh";

  /** A program that is surely there, and whose loader is the usual one. */
  private static final String OWN_PROGRAM = "/proc/self/exe";

  private static final int MOST_BELOW = 100_000;

  private final Set<String> paths = new TreeSet<>();

  private NeededFiles() {}

  /** Those of the programs; none if there is no program. */
  static NeededFiles of(AllowedPrograms programs) throws IOException {
    NeededFiles needed = new NeededFiles();
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

  private void addBelow(String directory) throws IOException {
    paths.add(directory);
    try (Stream<Path> below = Files.walk(Paths.get(directory))) {
      below
          .limit(MOST_BELOW)
          .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
          .forEach(file -> add(file.toString()));
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  /**
   * The JDK's way to launch begins with it, after a detach. It executes what it is told, as the
   * kernel allows it.
   */
  private void addHelperOfJdk() {
    String home = System.getProperty("java.home");
    add(home + "/lib/jspawnhelper");
    add(home + "/lib/amd64/jspawnhelper"); // JDK 8
    add(home + "/lib/aarch64/jspawnhelper");
  }

  /** A file that is not there, or cannot be read, is passed over: nobody could execute it. */
  private void add(String path) {
    try {
      Path file = Paths.get(path).toRealPath();
      if (paths.add(file.toString())) {
        addWhatRuns(file);
      }
    } catch (IOException | InvalidPathException notThere) {
      // The kernel will not find it either.
    }
  }

  private void addWhatRuns(Path file) throws IOException {
    ProgramHead head = ProgramHead.of(file);
    if (head.isUnknown()) {
      add(SHELL);
    } else if (!head.isBinary()) {
      add(head.interpreter());
    } else {
      Path readable = Files.isReadable(file) ? file : Paths.get(OWN_PROGRAM);
      String loader = ElfLoader.of(readable);
      if (loader != null) {
        add(loader);
      }
    }
  }
}
