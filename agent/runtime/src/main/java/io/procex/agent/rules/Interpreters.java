package io.procex.agent.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The interpreters that run a program, as far as they are there now: of a script, of its
 * interpreter, and the shell for a file that the kernel cannot load. Immutable.
 */
public final class Interpreters {
  private static final String SHELL = "/bin/sh";

  /** The kernel nests five; the shell may come on top. */
  private static final int MOST = 6;

  private final List<String> names = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();

  private Interpreters(Path program) {
    try {
      Path running = program;
      for (int i = 0; i < MOST && running != null; i++) {
        ProgramHead head = ProgramHead.of(running);
        running = head.isBinary() ? null : open(head.isUnknown() ? SHELL : head.interpreter());
      }
    } catch (IOException | InvalidPathException notThere) {
      // The kernel will not find it either.
    }
  }

  /** Those of a file. */
  public static Interpreters of(Path program) {
    return new Interpreters(program);
  }

  /** Null if the kernel would not execute it: in particular, a directory is no interpreter. */
  private Path open(String name) throws IOException {
    Path file = Paths.get(name);
    names.add(name);
    if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
      return null;
    }
    Path real = file.toRealPath();
    names.add(real.toString());
    files.add(real);
    return real;
  }

  /** Each name as the script has it, and then without symbolic links, as rules are asked. */
  List<String> names() {
    return Collections.unmodifiableList(names);
  }

  /** Without symbolic links. */
  public List<Path> files() {
    return Collections.unmodifiableList(files);
  }
}
