package io.procex.agent.nativelib;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The library as a file in a private directory of its own, until it is closed. */
final class ExtractedLibrary implements AutoCloseable {
  private final Path directory;
  private final Path file;

  ExtractedLibrary(Path place) throws IOException {
    directory =
        Files.createTempDirectory(
            place,
            "procex-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    file = directory.resolve("libprocex.so");
    try (InputStream library = ExtractedLibrary.class.getResourceAsStream(LibraryResource.name())) {
      if (library == null) {
        throw new IOException(
            "the agent's jar has no native library for " + LibraryResource.platform());
      }
      Files.copy(library, file);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  Path path() {
    return file;
  }

  /** Removes file and directory; what is loaded stays mapped. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(directory);
  }
}
