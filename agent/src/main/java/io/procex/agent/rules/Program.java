package io.procex.agent.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The file that a launch would execute, and what would run it: as the core finds them. */
public final class Program {
  private static final String SHELL = "/bin/sh"; // for what the kernel cannot load
  private static final int HEAD = 256; // bytes that the kernel looks at
  private static final int MOST_INTERPRETERS = 4; // of one another, then ELOOP

  private final Path directory;
  private final List<String> interpreters = new ArrayList<>();
  private Path file;

  private Program(Path directory) {
    this.directory = directory;
  }

  /**
   * Finds it.
   *
   * @param name as an application would name it
   * @param directory where the child would start
   * @param searchPath directories with colons between them, for a name without a slash
   * @return null where there is none
   */
  public static Program find(String name, Path directory, String searchPath) {
    Program program = new Program(directory);
    try {
      program.file = program.search(name, searchPath);
      if (program.file == null) {
        return null;
      }
      program.addInterpreters();
      return program;
    } catch (IOException | InvalidPathException none) {
      return null;
    }
  }

  private Path search(String name, String searchPath) throws IOException {
    if (name.indexOf('/') >= 0) {
      Path named = directory.resolve(name);
      return isProgram(named) ? named.toRealPath() : null;
    }
    for (String part : searchPath.split(":", -1)) {
      Path candidate = directory.resolve(part).resolve(name);
      if (!name.isEmpty() && isProgram(candidate)) {
        return candidate.toRealPath();
      }
    }
    return null;
  }

  private static boolean isProgram(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }

  private void addInterpreters() throws IOException {
    Path running = file;
    for (int i = 0; i < MOST_INTERPRETERS; i++) {
      byte[] head = head(running);
      if (startsWith(head, "\u007fELF")) {
        return;
      }
      String interpreter = interpreter(head);
      running = directory.resolve(interpreter == null ? SHELL : interpreter);
      add(running.toString());
      if (!isProgram(running)) {
        return;
      }
      running = running.toRealPath();
      add(running.toString());
    }
  }

  private void add(String path) {
    if (!interpreters.contains(path)) {
      interpreters.add(path);
    }
  }

  private static byte[] head(Path path) throws IOException {
    byte[] head = new byte[HEAD];
    int length = 0;
    try (InputStream in = Files.newInputStream(path)) {
      int got;
      while (length < HEAD && (got = in.read(head, length, HEAD - length)) > 0) {
        length += got;
      }
    }
    return Arrays.copyOf(head, length);
  }

  private static boolean startsWith(byte[] head, String magic) {
    return new String(head, StandardCharsets.ISO_8859_1).startsWith(magic);
  }

  /** What stands behind {@code #!}, without its argument; null where there is nothing. */
  private static String interpreter(byte[] head) {
    if (!startsWith(head, "#!")) {
      return null;
    }
    int start = 2;
    while (start < head.length && isBlank(head[start])) {
      start++;
    }
    int end = start;
    while (end < head.length && !isBlank(head[end]) && head[end] != '\n' && head[end] != 0) {
      end++;
    }
    return start == end ? null : PathText.of(head, start, end);
  }

  /** To the kernel; a carriage return belongs to the name. */
  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
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
