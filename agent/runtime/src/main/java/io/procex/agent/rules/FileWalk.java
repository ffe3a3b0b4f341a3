package io.procex.agent.rules;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.function.Consumer;

/**
 * Visits the regular files below a directory. It follows no symbolic link, since rules see no path
 * with one, and passes over what cannot be read or is gone meanwhile.
 */
public final class FileWalk extends SimpleFileVisitor<Path> {
  private static final int MOST = 100_000;

  private final int most;
  private final Consumer<Path> visitor;
  private int visited;

  private FileWalk(int most, Consumer<Path> visitor) {
    this.most = most;
    this.visitor = visitor;
  }

  /**
   * Visits them, at any depth.
   *
   * @throws IllegalArgumentException with a sentence if they are too many
   */
  public static void visit(Path from, Consumer<Path> visitor) throws IOException {
    visit(from, Integer.MAX_VALUE, MOST, visitor);
  }

  static void visit(Path from, int depth, Consumer<Path> visitor) throws IOException {
    visit(from, depth, MOST, visitor);
  }

  static void visit(Path from, int depth, int most, Consumer<Path> visitor) throws IOException {
    Files.walkFileTree(from, Collections.emptySet(), depth, new FileWalk(most, visitor));
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (visited++ == most) {
      throw new IllegalArgumentException("has more than " + most + " files to look at");
    }
    if (attributes.isRegularFile()) {
      visitor.accept(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, IOException broken) {
    return FileVisitResult.CONTINUE;
  }
}
