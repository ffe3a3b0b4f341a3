package io.procex.agent.nativelib;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Checks a library before the dynamic linker maps it: at the first touch of what is missing in a
 * truncated one, the JVM would die of SIGBUS.
 */
public final class ElfFile {
  private static final int HEADER_SIZE = 64; // Elf64_Ehdr; the offsets below are elf(5)'s
  private static final int MAGIC = 0x464c457f;
  private static final int CLASS_AND_DATA = 4;
  private static final short ELF64_LITTLE_ENDIAN = 0x0102;
  private static final int MACHINE = 18;
  private static final int SECTION_TABLE = 40;
  private static final int SECTION_SIZE = 58;
  private static final int SECTION_COUNT = 60;
  private static final short X86_64 = 62;

  private ElfFile() {}

  /**
   * Checks kind, CPU and length.
   *
   * @throws IOException which says what is wrong
   */
  public static void check(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] bytes = new byte[HEADER_SIZE];
      if (file.read(bytes) != HEADER_SIZE) {
        throw new IOException(path + " is too short to be a library");
      }
      check(path, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), file.length());
    }
  }

  /** Whether a file begins as such files do. */
  public static boolean begins(RandomAccessFile file) throws IOException {
    return file.length() > HEADER_SIZE && Integer.reverseBytes(file.readInt()) == MAGIC;
  }

  private static void check(Path path, ByteBuffer header, long length) throws IOException {
    if (header.getInt(0) != MAGIC || header.getShort(CLASS_AND_DATA) != ELF64_LITTLE_ENDIAN) {
      throw new IOException(path + " is not a 64-bit ELF library");
    }
    if (header.getShort(MACHINE) != X86_64) {
      throw new IOException(
          path + " is for another CPU (ELF machine " + header.getShort(MACHINE) + ")");
    }
    // The section table is the last part of what the linker writes.
    long end =
        header.getLong(SECTION_TABLE)
            + (long) header.getShort(SECTION_SIZE) * header.getShort(SECTION_COUNT);
    if (length < end) {
      throw new IOException(path + " is truncated: " + length + " of " + end + " bytes");
    }
  }
}
