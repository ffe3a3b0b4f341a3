package io.procex.agent.shared;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The native library at the front of the jar's own file, which makes one file both a library and a
 * jar: the dynamic linker reads it from the start, a zip reader from the end. Tools that rewrite
 * the jar drop the library.
 */
public final class FrontLibrary {
  private FrontLibrary() {}

  /**
   * Whether the jar begins with the library that it also holds as an entry, byte for byte.
   *
   * @throws IOException if it begins with another library, of another CPU or version
   */
  public static boolean isIn(File jar) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(jar, "r")) {
      return beginsAsLibrary(file) && isWhole(file, jar);
    }
  }

  /** Reads byte by byte: on JDK 21 and later, the classes of readInt take a millisecond to load. */
  private static boolean beginsAsLibrary(RandomAccessFile file) throws IOException {
    return file.read() == 0x7f && file.read() == 'E' && file.read() == 'L' && file.read() == 'F';
  }

  private static boolean isWhole(RandomAccessFile file, File jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar)) {
      String flaw = AgentJar.flaw(zip);
      if (flaw != null) {
        throw new IOException(flaw);
      }
      if (!begins(file, zip.getEntry(LibraryResource.name()))) {
        throw new IOException("the library in front is not the one for this jar and this CPU");
      }
      return true;
    }
  }

  private static boolean begins(RandomAccessFile file, ZipEntry library) throws IOException {
    return library != null && checksum(file, (int) library.getSize()) == library.getCrc();
  }

  private static long checksum(RandomAccessFile file, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(0);
    file.readFully(bytes);
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, length);
    return checksum.getValue();
  }
}
