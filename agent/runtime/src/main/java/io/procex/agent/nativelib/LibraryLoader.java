package io.procex.agent.nativelib;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.host.AgentLog;
import io.procex.agent.host.TrustedPath;
import io.procex.agent.shared.AgentJar;
import io.procex.agent.shared.FrontLibrary;
import io.procex.agent.shared.LibraryResource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the native library and loads it: the one in {@code native=}, at the front of the jar,
 * beside the jar, or extracted from the jar. Each is tried if those before it have failed, whatever
 * they threw.
 */
final class LibraryLoader {
  private final String nativePath;
  private final String tmpdir;
  private final List<String> failures = new ArrayList<>();
  private final List<String> passedOver = new ArrayList<>(); // failures of what needs no extraction
  private final List<Path> shared = new ArrayList<>(); // places where other users can replace files
  private String source;

  LibraryLoader(String nativePath, String tmpdir) {
    this.nativePath = nativePath;
    this.tmpdir = tmpdir;
  }

  /** The ways to find a library. */
  private enum Way {
    NATIVE,
    JAR_ITSELF,
    BESIDE_JAR,
    TMPDIR,
    PLACE,
    SHARED_PLACE
  }

  /**
   * Loads the library.
   *
   * @return where it came from, and which other users may change it
   * @throws IOException if all ways have failed; the message names each place and its problem
   */
  String load() throws IOException {
    boolean loaded =
        nativePath != null
            ? attempt(Way.NATIVE, "native=" + nativePath)
            : attempt(Way.JAR_ITSELF, "the jar itself")
                || attempt(Way.BESIDE_JAR, "beside the jar")
                || (tmpdir != null ? attempt(Way.TMPDIR, "tmpdir=" + tmpdir) : tryExtracted());
    if (!loaded) {
      throw new IOException("no native library: " + String.join("; ", failures));
    }
    for (String other : passedOver) {
      source += "; passed over: " + other;
    }
    AgentLog.line("native library: " + source);
    return source;
  }

  /**
   * Tries one way. There are no lambdas here: the first one in a JVM takes the first launch ten
   * milliseconds.
   */
  private boolean attempt(Way way, String where) {
    try {
      switch (way) {
        case NATIVE:
          return tryNative();
        case JAR_ITSELF:
          return tryJarItself();
        case BESIDE_JAR:
          return tryBesideJar();
        case TMPDIR:
          return tryExtractedIn(Paths.get(tmpdir), true);
        case PLACE:
          return tryPlace(ExtractionPlaces.at(where));
        default:
          return tryExtractedIn(Paths.get(where), true);
      }
    } catch (InvalidPathException e) {
      fail(where, "not a path: " + e.getReason());
    } catch (IOException | RuntimeException | LinkageError e) {
      fail(where, e.toString());
      if (way == Way.JAR_ITSELF || way == Way.BESIDE_JAR) {
        passedOver.add(e instanceof IOException ? e.getMessage() : e.toString());
      }
    }
    return false;
  }

  /** Tries the library that the operator has named. */
  private boolean tryNative() throws IOException {
    Path library = Paths.get(nativePath).toRealPath();
    checkVersion(library);
    return tryFile(library, library.toString(), TrustedPath.flaw(library, null));
  }

  /**
   * Tries the jar itself. No owner is checked: whoever can write to the jar can run code anyway.
   */
  private boolean tryJarItself() throws IOException {
    File jar = AgentJar.file();
    return jar != null
        && FrontLibrary.isIn(jar)
        && tryFile(jar.toPath().toRealPath(), "the jar itself, " + jar, null);
  }

  /**
   * Tries a file beside the jar. The directories above are not checked: whoever can replace the
   * library there can replace the jar too.
   */
  private boolean tryBesideJar() throws IOException {
    if (AgentJar.file() == null) {
      return false;
    }
    Path jar = AgentJar.file().toPath();
    Path library = jar.resolveSibling(LibraryResource.fileName());
    if (!Files.exists(library)) {
      return false;
    }
    Path real = library.toRealPath();
    if (real.getParent().equals(jar.toRealPath().getParent())) {
      checkAgainst(jar, real);
    } else {
      TrustedPath.check(real);
    }
    checkVersion(real);
    return tryFile(real, real.toString(), TrustedPath.flaw(real, null));
  }

  /** Checks the version, of a regular file only: reading a FIFO would wait. */
  private static void checkVersion(Path library) throws IOException {
    if (Files.isRegularFile(library)) {
      LibraryVersion.check(library);
    }
  }

  /**
   * Checks the owner of a file beside the jar: in a sticky directory such as /tmp, another user may
   * have put it there.
   */
  private static void checkAgainst(Path jar, Path library) throws IOException {
    String flaw = TrustedPath.flawOfOne(library);
    boolean ofOneOwner =
        Files.getAttribute(library, "unix:uid").equals(Files.getAttribute(jar, "unix:uid"));
    if (flaw != null && !(ofOneOwner && flaw.contains("belongs to"))) {
      throw new IOException(flaw);
    }
  }

  /** Extracts the library: first to places where nobody else can replace it, then to others. */
  private boolean tryExtracted() {
    for (String name : ExtractionPlaces.names()) {
      if (attempt(Way.PLACE, name)) {
        return true;
      }
    }
    for (Path place : shared) {
      if (attempt(Way.SHARED_PLACE, place.toString())) {
        return true;
      }
    }
    return false;
  }

  private boolean tryPlace(Path place) throws IOException {
    if (place == null) {
      return false;
    }
    if (TrustedPath.flaw(place.toRealPath(), null) != null) {
      shared.add(place);
      return false;
    }
    return tryExtractedIn(place, false);
  }

  private boolean tryExtractedIn(Path place, boolean evenIfShared) throws IOException {
    try (ExtractedLibrary library = new ExtractedLibrary(place)) {
      Path real = library.path().toRealPath();
      String flaw = TrustedPath.flaw(real, real);
      if (flaw != null && !evenIfShared) {
        throw new IOException(flaw);
      }
      return tryFile(real, "extracted in " + place, flaw);
    }
  }

  /** Loads a file. The flaw says which other user can change it, or is null. */
  private boolean tryFile(Path library, String name, String flaw) throws IOException {
    if (!Files.isRegularFile(library)) {
      throw new IOException(library + " is not a regular file");
    }
    ElfFile.check(library);
    try {
      Bridge.control().load(library.toString());
    } catch (UnsatisfiedLinkError e) {
      throw new IOException(explain(e.getMessage(), library.getParent()));
    }
    checkOurs(library);
    source = flaw == null ? name : name + "; other users can replace it: " + flaw;
    return true;
  }

  /** Checks that the native methods are registered: any other library can be loaded too. */
  private static void checkOurs(Path library) throws IOException {
    try {
      boolean unused = Bridge.control().execIsInterposed();
    } catch (UnsatisfiedLinkError e) {
      throw new IOException(library + " is not the agent's library");
    }
  }

  /** Adds a hint to the dynamic linker's message for a file system that is mounted noexec. */
  private static String explain(String message, Path directory) {
    if (message != null && message.contains("failed to map segment")) {
      return directory
          + " does not allow execution (mounted noexec?): set tmpdir= to a directory that does,"
          + " or native= to the library's path";
    }
    return message;
  }

  private void fail(String where, String why) {
    failures.add(where + ": " + why);
    AgentLog.line("native library not loaded from " + where + ": " + why);
  }
}
