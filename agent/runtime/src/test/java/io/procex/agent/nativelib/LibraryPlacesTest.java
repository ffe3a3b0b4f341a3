package io.procex.agent.nativelib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.host.AgentLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryPlacesTest {
  @TempDir Path directory;

  private static String reason(String nativePath, String tmpdir) {
    LibraryLoader loader = new LibraryLoader(nativePath, tmpdir);
    return assertThrows(IOException.class, loader::load).getMessage();
  }

  @Test
  void optionThatIsNoPathIsNamed() {
    assertEquals(
        "no native library: native=/a\0b: not a path: Nul character not allowed",
        reason("/a\0b", null));
    assertEquals(
        "no native library: tmpdir=/a\0b: not a path: Nul character not allowed",
        reason(null, "/a\0b"));
  }

  @Test
  void homeDirectoryIsTheLastPlaceAndNoneIsTwice() {
    String usual = System.setProperty("java.io.tmpdir", "/var/tmp");
    try {
      List<String> names = new ArrayList<>(ExtractionPlaces.names());
      assertEquals("/var/tmp", names.get(0));
      assertEquals(System.getProperty("user.home"), names.get(names.size() - 1));
      assertEquals(names.indexOf("/var/tmp"), names.lastIndexOf("/var/tmp"));
    } finally {
      System.setProperty("java.io.tmpdir", usual);
    }
  }

  @Test
  void placeThatIsNoDirectoryToWriteInIsNone() throws Exception {
    assertNull(ExtractionPlaces.at("relative"));
    assertNull(ExtractionPlaces.at(directory.resolve("missing").toString()));
    assertNull(ExtractionPlaces.at(Files.createFile(directory.resolve("file")).toString()));
    assertEquals(directory, ExtractionPlaces.at(directory.toString()));
  }

  @Test
  void directoryThatCannotBeRemovedIsLeftBehindAndNamed() throws Exception {
    ExtractedLibrary library = new ExtractedLibrary(directory);
    Path folder = library.path().getParent();
    Files.createFile(folder.resolve("another"));
    library.close();
    assertFalse(Files.exists(library.path()), "the library itself is still there");
    String lines = AgentLog.lines().toString();
    assertTrue(lines.contains("not removed: " + folder), lines);
  }
}
