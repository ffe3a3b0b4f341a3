package io.procex.agent.cli;

import io.procex.agent.rules.ProgramHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds the file that a launch would execute, and its interpreters, for commands, which have no
 * core. It follows the PATH rules of execvp, like native/src/both/search.c and resolve.c; a test
 * compares the two.
 */
public final class Program {
  private static final String SHELL = "/bin/sh"; // runs a file that the kernel cannot load
  private static final int MOST_INTERPRETERS = 5; // nested; one more fails with ELOOP
  private static final int MOST_LINKS = 40; // in one path; one more fails with ELOOP
  private static final int MOST_OF_NAME = 255; // in bytes; a longer one fails with ENAMETOOLONG

  private final Path directory;
  private final List<String> interpreters = new ArrayList<>();
  private Path file;

  private Program(Path directory) {
    this.directory = directory;
  }

  /** Ends the search with a failure, so that later directories in the PATH are not tried. */
  private static final class SearchEndedException extends IOException {
    private static final long serialVersionUID = 1;
  }

  /**
   * Finds the program.
   *
   * @param name as an application would name it
   * @param directory where the child would start
   * @param searchPath directories with colons between them, for a name without a slash
   * @return null if there is none that could be launched
   */
  public static Program find(String name, Path directory, String searchPath) {
    try {
      if (name.indexOf('/') >= 0) {
        return at(name, directory);
      }
      boolean isLong = name.getBytes(StandardCharsets.UTF_8).length > MOST_OF_NAME;
      Program found = null;
      for (String part : name.isEmpty() || isLong ? new String[0] : searchPath.split(":", -1)) {
        found = found == null ? at(part.isEmpty() ? name : part + "/" + name, directory) : found;
      }
      return found;
    } catch (SearchEndedException | InvalidPathException failed) {
      return null;
    }
  }

  /** Null if the search continues: there is no such file, or its interpreter is missing. */
  private static Program at(String path, Path directory) throws SearchEndedException {
    Program program = new Program(directory);
    try {
      program.file = program.open(path);
      program.addInterpreters();
      return program;
    } catch (SearchEndedException ended) {
      throw ended;
    } catch (IOException notHere) {
      return null;
    }
  }

  /** Opens the file, to find its path without links. */
  private Path open(String path) throws IOException {
    Path named = directory.resolve(path);
    if (isLoop(named)) {
      throw new SearchEndedException();
    }
    if (!Files.isRegularFile(named) || !Files.isExecutable(named)) {
      throw new IOException("no program: " + path);
    }
    return named.toRealPath();
  }

  private static boolean isLoop(Path path) throws IOException {
    Path at = path;
    for (int i = 0; i <= MOST_LINKS; i++) {
      if (!Files.isSymbolicLink(at)) {
        return false;
      }
      at = at.resolveSibling(Files.readSymbolicLink(at));
    }
    return true;
  }

  /**
   * Finds the interpreters. If the kernel cannot load one of them, the shell runs the program
   * instead.
   */
  private void addInterpreters() throws IOException {
    boolean isForShell = false;
    int count = 0;
    ProgramHead head = ProgramHead.of(file);
    while (!head.isBinary()) {
      if (count++ == MOST_INTERPRETERS || (head.isUnknown() && isForShell)) {
        throw new SearchEndedException();
      }
      isForShell |= head.isUnknown();
      String interpreter = head.isUnknown() ? SHELL : head.interpreter();
      Path running = open(interpreter);
      add(interpreter);
      add(running.toString());
      head = ProgramHead.of(running);
    }
  }

  private void add(String path) {
    if (!interpreters.contains(path)) {
      interpreters.add(path);
    }
  }

  /** The path of the program, without symbolic links. */
  public String executable() {
    return file.toString();
  }

  /**
   * The interpreters that would run the program: each name as it is written, then without links.
   */
  public List<String> interpreters() {
    return Collections.unmodifiableList(interpreters);
  }
}
