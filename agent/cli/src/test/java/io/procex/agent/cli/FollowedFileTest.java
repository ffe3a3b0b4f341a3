package io.procex.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class FollowedFileTest {
  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void namePath() {
    path = directory.resolve("log");
  }

  private void makeFifo() throws Exception {
    assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
  }

  private void write(String line) throws IOException {
    Files.write(path, Collections.singleton(line));
  }

  /** Which a FIFO without a writer would never end. */
  private static String refusal(Executable look) {
    return assertTimeoutPreemptively(
            Duration.ofMinutes(1), () -> assertThrows(IOException.class, look))
        .getMessage();
  }

  @Test
  void fifoThatIsThereBeforeTheLogIsNotOpened() throws Exception {
    makeFifo();
    try (FollowedFile file = new FollowedFile(path)) {
      assertEquals(path + " is not a regular file", refusal(() -> file.skipTo(0)));
      assertEquals(path + " is not a regular file", refusal(file::next));
    }
  }

  @Test
  void fifoInPlaceOfALogThatWasRotatedIsNotOpened() throws Exception {
    write("one");
    try (FollowedFile file = new FollowedFile(path)) {
      assertEquals(Collections.singletonList("one"), file.next());
      Files.move(path, directory.resolve("log.1"));
      assertEquals(Collections.emptyList(), file.next());
      makeFifo();
      assertEquals(Collections.emptyList(), file.next()); // the end of the file that was rotated
      assertEquals(path + " is not a regular file", refusal(file::next));
    }
  }

  @Test
  void logThatWasRotatedIsFollowedByTheNext() throws Exception {
    write("one");
    try (FollowedFile file = new FollowedFile(path)) {
      assertEquals(Collections.singletonList("one"), file.next());
      Files.move(path, directory.resolve("log.1"));
      write("two");
      assertEquals(Collections.emptyList(), file.next());
      assertEquals(Collections.singletonList("two"), file.next());
    }
  }

  @Test
  void logThatWasCutIsFollowedFromItsBeginning() throws Exception {
    write("a line that is longer than the next");
    try (FollowedFile file = new FollowedFile(path)) {
      assertEquals(1, file.next().size());
      write("two");
      assertEquals(Collections.emptyList(), file.next());
      assertEquals(Collections.singletonList("two"), file.next());
    }
  }

  @Test
  void fileOfAnotherUserIsRefusedWhereTheMakerIsKnown() throws Exception {
    write("forged");
    int own = (Integer) Files.getAttribute(path, "unix:uid");
    try (FollowedFile forged = new FollowedFile(path, own + 1);
        FollowedFile made = new FollowedFile(path, own)) {
      assertEquals(path + " was made by another user", refusal(forged::next));
      assertEquals(Collections.singletonList("forged"), made.next());
    }
  }

  @Test
  void linkIsNotFollowedWhereTheMakerIsKnown() throws Exception {
    Path elsewhere = directory.resolve("elsewhere");
    Files.write(elsewhere, Collections.singleton("secret"));
    int own = (Integer) Files.getAttribute(elsewhere, "unix:uid");
    Files.createSymbolicLink(path, elsewhere);
    try (FollowedFile file = new FollowedFile(path, own)) {
      assertEquals(path + " is not a regular file", refusal(file::next));
    }
  }
}
