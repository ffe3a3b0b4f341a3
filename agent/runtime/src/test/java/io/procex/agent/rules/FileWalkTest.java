package io.procex.agent.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWalkTest {
  @TempDir Path root;

  private void make(String... names) throws IOException {
    for (String name : names) {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  @Test
  void moreThanTheMostIsTold() throws Exception {
    make("one", "b/two");
    FileWalk.visit(root, 9, 2, file -> {});
    Exception told =
        assertThrows(IllegalArgumentException.class, () -> FileWalk.visit(root, 9, 1, file -> {}));
    assertEquals("has more than 1 files to look at", told.getMessage());
  }

  @Test
  void linksAreNotVisited() throws Exception {
    make("a/one");
    Files.createSymbolicLink(root.resolve("link"), root.resolve("a/one"));
    Files.createSymbolicLink(root.resolve("away"), root.resolve("a"));
    Set<Path> seen = new TreeSet<>();
    FileWalk.visit(root, seen::add);
    assertEquals(Collections.singleton(root.resolve("a/one")), seen);
  }

  /** Removed during the walk: for root, there is no directory that cannot be read. */
  @Test
  void whatIsGoneOrCannotBeReadIsPassedOver() throws Exception {
    for (String name : Arrays.asList("none", "none/none")) {
      FileWalk.visit(root.resolve(name), file -> {});
    }
    make("a/one", "b/one");
    Set<Path> seen = new TreeSet<>();
    FileWalk.visit(
        root,
        file -> {
          seen.add(file);
          remove(file.getParent().getFileName().toString().equals("a") ? "b" : "a");
        });
    assertEquals(1, seen.size());
  }

  private void remove(String directory) {
    try {
      Files.delete(root.resolve(directory).resolve("one"));
      Files.delete(root.resolve(directory));
    } catch (NoSuchFileException gone) {
      // by the call before
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
