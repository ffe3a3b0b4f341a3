package io.procex.agent.nativelib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.diagnostics.AgentLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Set;
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
  void temporaryDirectoryThatIsNoPathIsPassedOver() {
    String usual = System.setProperty("java.io.tmpdir", "/a\0b");
    try {
      Set<Path> places = ExtractionPlaces.in(null);
      assertTrue(places.contains(Paths.get("/tmp")), places.toString());
    } finally {
      System.setProperty("java.io.tmpdir", usual);
    }
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
