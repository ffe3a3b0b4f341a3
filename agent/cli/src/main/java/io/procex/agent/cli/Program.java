package io.procex.agent.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The file that a launch would execute, and what would run it, for commands, where there is no
 * core: as native/src/both/search.c and resolve.c find them, by the PATH rules of execvp. A test
 * compares both.
 */
public final class Program {
  private static final String SHELL = "/bin/sh"; // for what the kernel cannot load
  private static final int MOST_INTERPRETERS = 5; // of one another, then ELOOP
  private static final int MOST_LINKS = 40; // of one another, then ELOOP
  private static final int MOST_OF_NAME = 255; // bytes, then ENAMETOOLONG

  private final Path directory;
  private final List<String> interpreters = new ArrayList<>();
  private Path file;

  private Program(Path directory) {
    this.directory = directory;
  }

  /** Why a launch fails, with no look at directories further on in the PATH. */
  private static final class SearchEndedException extends IOException {
    private static final long serialVersionUID = 1;
  }

  /**
   * Finds it.
   *
   * @param name as an application would name it
   * @param directory where the child would start
   * @param searchPath directories with colons between them, for a name without a slash
   * @return null where there is none that could be launched
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

  /** Null where there is none, and the search goes on: also where an interpreter is missing. */
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

  /** Without its links. */
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

  /** What the kernel cannot load, wherever it comes up, makes all of it a script for the shell. */
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

  /** Its path, without symbolic links. */
  public String executable() {
    return file.toString();
  }

  /** Those that would run it, each as it is named and as that resolves. */
  public List<String> interpreters() {
    return Collections.unmodifiableList(interpreters);
  }
}
