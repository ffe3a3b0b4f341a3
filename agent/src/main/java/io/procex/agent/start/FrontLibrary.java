package io.procex.agent.start;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The library in front of the archive, in the jar's own file: a library is found from its start, an
 * archive from its end. Tools that write the archive anew leave it out.
 */
public final class FrontLibrary {
  private FrontLibrary() {}

  /**
   * Whether the jar begins with the library that it also holds as a file, byte for byte.
   *
   * @throws IOException if it begins with another one, of another CPU or version
   */
  public static boolean isIn(File jar) throws IOException {
    if (!beginsAsLibrary(jar)) {
      return false;
    }
    try (RandomAccessFile file = new RandomAccessFile(jar, "r")) {
      try (ZipFile zip = new ZipFile(jar)) {
        ZipEntry library = zip.getEntry(LibraryResource.name());
        if (library == null || checksum(file, (int) library.getSize()) != library.getCrc()) {
          throw new IOException("the library in front is not the one for this jar and this CPU");
        }
        return true;
      }
    }
  }

  private static boolean beginsAsLibrary(File jar) throws IOException {
    try (FileInputStream in = new FileInputStream(jar)) {
      return in.read() == 0x7f && in.read() == 'E' && in.read() == 'L' && in.read() == 'F';
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
