package io.procex.agent.nativelib;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The library in front of the archive, in the jar's own file: a library is found from its start, an
 * archive from its end. Tools that write the archive anew leave it out.
 */
final class FrontLibrary {
  private FrontLibrary() {}

  /**
   * Whether the jar begins with the library that it also holds as a file, byte for byte.
   *
   * @throws IOException if it begins with another one, of another CPU or version
   */
  static boolean isIn(File jar) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(jar, "r")) {
      if (!ElfFile.begins(file)) {
        return false;
      }
      try (ZipFile zip = new ZipFile(jar)) {
        ZipEntry library = zip.getEntry(LibraryResource.name());
        if (library == null || checksum(file, (int) library.getSize()) != library.getCrc()) {
          throw new IOException("the library in front is not the one for this jar and this CPU");
        }
        return true;
      }
    }
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
