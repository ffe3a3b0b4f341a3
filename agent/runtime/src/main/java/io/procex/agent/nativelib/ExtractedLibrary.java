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

/** The library, extracted into a private directory, until this object is closed. */
public final class ExtractedLibrary implements AutoCloseable {
  private static final int ATTEMPTS = 100;

  private final Path directory;
  private final Path file;

  /** Creates a directory in that place, and extracts the library into it. */
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
   * Creates a new directory with mode 0700 from the first instant, so it does no harm if its name
   * can be guessed. (Files.createTempDirectory would load SecureRandom and its providers: 25 ms.)
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
   * Copies the library by streams, because on JDK 8 the channel of Files.copy fails in an
   * interrupted thread.
   */
  private void copy(InputStream library) throws IOException {
    try (OutputStream out = new FileOutputStream(file.toFile())) {
      byte[] buffer = new byte[8192];
      int got;
      while ((got = library.read(buffer)) > 0) {
        out.write(buffer, 0, got);
      }
    }
    // The umask may let others write, and TrustedPath would then refuse the file.
    Files.setPosixFilePermissions(
        file, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
  }

  /** The file. */
  public Path path() {
    return file;
  }

  /**
   * Removes the file and its directory. A loaded library stays mapped. If NFS keeps a mapped file
   * under another name, that file stays.
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
