package io.procex.agent.rules;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileVersionTest {
  private static final FileTime OLD = FileTime.fromMillis(1_700_000_000_000L);

  @TempDir Path temporary;
  private Path file;

  @BeforeEach
  void makeFile() throws Exception {
    file = put("rules", "deny");
  }

  private Path put(String name, String text) throws Exception {
    Path made = Files.write(temporary.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    return Files.setLastModifiedTime(made, OLD);
  }

  /** Of a file that was written a moment ago: looks until the clock for files has gone on. */
  private static FileVersion settled(Path file) {
    FileVersion version;
    do {
      version = FileVersion.of(file);
    } while (FileVersion.of(file).mayDifferFrom(version));
    return version;
  }

  @Test
  void fileThatNobodyTouchesStaysWhatItIs() {
    FileVersion version = settled(file);
    assertFalse(FileVersion.of(file).mayDifferFrom(version));
  }

  @Test
  void fileOfThatLengthAndTimeRenamedToThereIsAnother() throws Exception {
    FileVersion version = settled(file);
    Files.move(put("new", "pass"), file, StandardCopyOption.REPLACE_EXISTING);
    assertTrue(FileVersion.of(file).mayDifferFrom(version));
  }

  @Test
  void fileWrittenInPlaceWhoseTimeIsSetBackIsAnother() throws Exception {
    FileVersion version = settled(file);
    put("rules", "pass");
    assertTrue(FileVersion.of(file).mayDifferFrom(version));
  }

  @Test
  void linkThatIsSwitchedLeadsToAnother() throws Exception {
    Path directory = Files.createDirectory(temporary.resolve("v1"));
    put("v1/rules", "deny");
    Files.createDirectory(temporary.resolve("v2"));
    put("v2/rules", "pass");
    Path data = Files.createSymbolicLink(temporary.resolve("data"), directory);
    FileVersion version = settled(data.resolve("rules"));
    Path next = Files.createSymbolicLink(temporary.resolve("data.new"), temporary.resolve("v2"));
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
    assertTrue(FileVersion.of(data.resolve("rules")).mayDifferFrom(version));
  }

  @Test
  void fileThatIsGoneIsAnotherOnce() throws Exception {
    FileVersion version = settled(file);
    Files.delete(file);
    FileVersion gone = FileVersion.of(file);
    assertTrue(gone.mayDifferFrom(version));
    assertFalse(FileVersion.of(file).mayDifferFrom(gone));
  }

  @Test
  void fileWrittenAMomentAgoIsReadOnceMore() throws Exception {
    FileVersion version;
    do { // a machine that stands still takes longer than a tick to look
      put("rules", "pass");
      version = FileVersion.of(file);
    } while (!FileVersion.of(file).mayDifferFrom(version));
    assertTrue(FileVersion.of(file).mayDifferFrom(version));
  }
}
