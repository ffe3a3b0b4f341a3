package io.procex.agent.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files that a glob of absolute paths matches now. As in rules, a path is matched only if there
 * is no symbolic link in it.
 */
final class GlobFiles {
  private final Glob glob;

  /** The beginning of each path that matches, without its backslashes. */
  private final String literal;

  private final boolean isLiteral;
  private final Set<String> found = new TreeSet<>();
  private boolean isDirectory;

  private GlobFiles(Glob glob) {
    this.glob = glob;
    String text = glob.toString();
    StringBuilder start = new StringBuilder();
    int at = 0;
    while (at < text.length() && "*?[".indexOf(text.charAt(at)) < 0) {
      at += text.charAt(at) == '\\' ? 1 : 0;
      start.append(text.charAt(at++));
    }
    literal = start.toString();
    isLiteral = at == text.length();
    isDirectory = text.substring(at).equals("**") && literal.endsWith("/") && literal.length() > 1;
  }

  /**
   * Finds them.
   *
   * @throws IllegalArgumentException with a sentence if they are too many
   */
  static GlobFiles of(Glob glob) {
    return new GlobFiles(glob).search();
  }

  /** The same, with the files that are there now in the place of a directory. */
  static GlobFiles listed(Glob glob) {
    GlobFiles files = new GlobFiles(glob);
    files.isDirectory = false;
    return files.search();
  }

  private GlobFiles search() {
    try {
      find();
    } catch (IOException | InvalidPathException notHere) {
      found.clear();
    }
    return this;
  }

  /** The paths, in order. If {@link #areBelow}, that of the directory alone. */
  Set<String> paths() {
    return Collections.unmodifiableSet(found);
  }

  /** Whether the glob matches all that is below one directory, also what will be made there. */
  boolean areBelow() {
    return isDirectory;
  }

  private void find() throws IOException {
    if (isLiteral) {
      add(Paths.get(literal), false);
    } else if (isDirectory) {
      add(Paths.get(literal.substring(0, literal.length() - 1)), true);
    } else {
      walk();
    }
  }

  private void add(Path path, boolean asDirectory) throws IOException {
    boolean isThere = asDirectory ? Files.isDirectory(path) : Files.isRegularFile(path);
    if (isThere && path.toRealPath().equals(path)) {
      found.add(path.toString());
    }
  }

  private void walk() throws IOException {
    String start = literal.substring(0, literal.lastIndexOf('/') + 1);
    boolean isDeep = glob.toString().contains("**");
    if (start.isEmpty() || (isDeep && start.equals("/"))) {
      throw new IllegalArgumentException("names files in all directories: name the directories");
    }
    Path from = Paths.get(start);
    if (Files.isDirectory(from) && from.toRealPath().equals(from.normalize())) {
      String rest = glob.toString().substring(start.length());
      int depth = isDeep ? Integer.MAX_VALUE : 1 + (int) rest.chars().filter(c -> c == '/').count();
      walk(from, depth);
    }
  }

  private void walk(Path from, int depth) throws IOException {
    FileWalk.visit(
        from,
        depth,
        file -> {
          if (glob.matches(file.toString())) {
            found.add(file.toString());
          }
        });
  }
}
