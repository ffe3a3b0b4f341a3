package io.procex.agent.nativelib;

import io.procex.agent.host.AgentLog;
import io.procex.agent.shared.AgentJar;
import io.procex.agent.shared.LibraryResource;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** The library as a file in a private directory of its own, until it is closed. */
public final class ExtractedLibrary implements AutoCloseable {
  private static final int ATTEMPTS = 100;

  private final Path directory;
  private final Path file;

  /** Makes a new directory at that place, and extracts the library into it. */
  public ExtractedLibrary(Path place) throws IOException {
    directory = createDirectory(place);
    file = directory.resolve("libprocex.so");
    try (InputStream library = AgentJar.open(LibraryResource.name())) {
      if (library == null) {
        throw new IOException(
            "the agent's jar has no native library for " + LibraryResource.platform());
      }
      copy(library);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /**
   * Creates a directory that was not there, with mode 0700 from the first instant; so its name may
   * be guessed. (Files.createTempDirectory would load SecureRandom and its providers: 25 ms.)
   */
  private static Path createDirectory(Path place) throws IOException {
    FileAttribute<Set<PosixFilePermission>> ownerOnly =
        PosixFilePermissions.asFileAttribute(
            EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.OWNER_EXECUTE));
    FileAlreadyExistsException taken = null;
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        Path name = place.resolve("procex-" + Long.toHexString(System.nanoTime() + i));
        return Files.createDirectory(name, ownerOnly);
      } catch (FileAlreadyExistsException e) {
        taken = e;
      }
    }
    throw taken;
  }

  /**
   * Copies by a plain stream: the channel of Files.copy fails in an interrupted thread on JDK 8.
   */
  private void copy(InputStream library) throws IOException {
    try (OutputStream out = new FileOutputStream(file.toFile())) {
      byte[] buffer = new byte[8192];
      int got;
      while ((got = library.read(buffer)) > 0) {
        out.write(buffer, 0, got);
      }
    }
    // The umask may let others write; TrustedPath would refuse that.
    Files.setPosixFilePermissions(
        file, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
  }

  /** The file. */
  public Path path() {
    return file;
  }

  /**
   * Removes file and directory; what is loaded stays mapped. What cannot be removed (NFS keeps a
   * mapped file under another name) stays, and the library works all the same.
   */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(directory);
    } catch (IOException | SecurityException e) {
      AgentLog.line("not removed: " + directory + ": " + e);
    }
  }
}
