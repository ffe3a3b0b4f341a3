package io.procex.agent.nativelib;

import io.procex.agent.AgentMain;
import io.procex.agent.TrustedPath;
import io.procex.agent.diagnostics.AgentLog;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the native library and loads it: from {@code native=}, beside the jar, or out of it. */
final class LibraryLoader {
  private final String nativePath;
  private final String tmpdir;
  private final List<String> failures = new ArrayList<>();

  LibraryLoader(String nativePath, String tmpdir) {
    this.nativePath = nativePath;
    this.tmpdir = tmpdir;
  }

  /**
   * Loads it, or throws with everything that was tried.
   *
   * @throws IOException whose message names each place and what was wrong with it
   */
  void load() throws IOException {
    boolean loaded = nativePath != null ? tryNative() : tryBesideJar() || tryExtracted();
    if (!loaded) {
      throw new IOException("no native library: " + String.join("; ", failures));
    }
  }

  private boolean tryNative() {
    try {
      return tryFile(Paths.get(nativePath));
    } catch (InvalidPathException e) {
      fail("native=" + nativePath, "not a path: " + e.getReason());
      return false;
    }
  }

  private boolean tryBesideJar() {
    try {
      Path jar =
          Paths.get(AgentMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path library = jar.resolveSibling(LibraryResource.fileName());
      return Files.exists(library) && tryFile(library);
    } catch (URISyntaxException | IllegalArgumentException e) {
      return false; // the jar is not a file: there is nothing beside it
    }
  }

  private boolean tryExtracted() {
    try {
      return tryExtractedIn(ExtractionPlaces.in(tmpdir));
    } catch (InvalidPathException e) {
      fail("tmpdir=" + tmpdir, "not a path: " + e.getReason());
      return false;
    }
  }

  private boolean tryExtractedIn(Set<Path> places) {
    for (Path place : places) {
      try (ExtractedLibrary library = new ExtractedLibrary(place)) {
        if (tryFile(library.path())) {
          return true;
        }
      } catch (IOException e) {
        fail(place, e.toString());
      }
    }
    return false;
  }

  private boolean tryFile(Path library) {
    try {
      Path real = library.toRealPath();
      if (!Files.isRegularFile(real)) {
        throw new IOException(real + " is not a regular file");
      }
      TrustedPath.check(real);
      ElfFile.check(real);
      ProcexCore.load(real.toString());
      return isOurs(real);
    } catch (IOException e) {
      fail(library, e.toString());
    } catch (UnsatisfiedLinkError e) {
      fail(library, explain(e.getMessage(), library.getParent()));
    }
    return false;
  }

  /** Some other library loads as well, but registers no methods. */
  private boolean isOurs(Path library) {
    try {
      boolean unused = ProcexCore.execIsInterposed();
      return true;
    } catch (UnsatisfiedLinkError e) {
      fail(library, library + " is not the agent's library");
      return false;
    }
  }

  /** What the dynamic linker says of a file system that is mounted noexec. */
  private static String explain(String message, Path directory) {
    if (message != null && message.contains("failed to map segment")) {
      return directory
          + " does not allow execution (mounted noexec?): set tmpdir= to a directory that does,"
          + " or native= to the library's path";
    }
    return message;
  }

  private void fail(Object where, String why) {
    failures.add(where + ": " + why);
    AgentLog.line("native library not loaded from " + where + ": " + why);
  }
}
