package io.procex.agent.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  private static final byte[] OLD = {1, 2, 3};
  private static final byte[] NEW = {4};

  @TempDir Path directory;

  @Test
  void fileThatIsThereIsOverwrittenByForceAlone() throws Exception {
    Path file = Files.write(directory.resolve("file"), OLD);
    assertThrows(CommandFailure.class, () -> OutputFile.check(file, false));
    OutputFile.check(file, true);
    assertThrows(CommandFailure.class, () -> OutputFile.write(file, NEW, false));
    assertThrows(CommandFailure.class, () -> OutputFile.replace(file, NEW, false));
    assertArrayEquals(OLD, Files.readAllBytes(file));
    OutputFile.write(file, NEW, true);
    assertArrayEquals(NEW, Files.readAllBytes(file));
    OutputFile.replace(file, OLD, true);
    assertArrayEquals(OLD, Files.readAllBytes(file));
  }

  @Test
  void fileThatCannotBeReplacedLeavesNothingBeside() throws Exception {
    Path place = Files.createDirectory(directory.resolve("place"));
    Files.createFile(place.resolve("within"));
    assertThrows(CommandFailure.class, () -> OutputFile.replace(place, NEW, true));
    assertEquals(1, directory.toFile().list().length);
  }
}
