package io.procex.agent.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the first launch puts the library. */
class PrivateFileTest {
  private static final String PROPERTY = "java.io.tmpdir";
  private final String before = System.getProperty(PROPERTY);

  @TempDir Path directory;
  private Path place;

  @BeforeEach
  void choosePlace() throws Exception {
    place = Files.createDirectory(directory.resolve("place"));
    System.setProperty(PROPERTY, place.toString());
  }

  @AfterEach
  void restoreProperty() {
    System.setProperty(PROPERTY, before);
  }

  private static PrivateFile planned() {
    return PrivateFile.planned(new File("/nonexistent.jar"));
  }

  @Test
  void placeInWhichOthersMayExchangeFilesIsNotTaken() throws Exception {
    assertNotNull(planned());
    for (String mode : new String[] {"rwxrwx---", "rwx----w-", "rwxrwxrwx"}) {
      Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(mode));
      assertNull(planned(), mode);
    }
    Files.setAttribute(place, "unix:mode", 01777);
    assertNotNull(planned());
  }

  @Test
  void placeIsAbsolute() {
    System.setProperty(PROPERTY, ".");
    assertNull(planned());
  }

  @Test
  void whatCannotBeMadeWholeLeavesNothingBehind() throws Exception {
    File jar = directory.resolve("empty.jar").toFile();
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar.toPath()))) {
      zip.putNextEntry(new ZipEntry("other"));
    }
    assertFalse(PrivateFile.planned(jar).make());
    assertFalse(planned().make());
    assertEquals(0, place.toFile().list().length);
  }
}
