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
  private static final String OWN_PROGRAM = "/proc/self/exe";
  private static final short UNKNOWN = 0;

  private ElfFile() {}

  /**
   * Checks kind, CPU and length.
   *
   * @throws IOException which says what is wrong
   */
  public static void check(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      ByteBuffer header = header(file);
      if (header == null) {
        throw new IOException(path + " is too short to be a library");
      }
      check(path, header, file.length());
    }
  }

  /** Null if there is none. */
  private static ByteBuffer header(RandomAccessFile file) throws IOException {
    byte[] bytes = new byte[HEADER_SIZE];
    return file.read(bytes) == HEADER_SIZE
        ? ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)
        : null;
  }

  /**
   * What this JVM's own program is for. Without /proc the dynamic linker is the one to find out.
   */
  private static short ownMachine() {
    try (RandomAccessFile program = new RandomAccessFile(OWN_PROGRAM, "r")) {
      ByteBuffer header = header(program);
      return header == null ? UNKNOWN : header.getShort(MACHINE);
    } catch (IOException noProc) {
      return UNKNOWN;
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
    short machine = header.getShort(MACHINE);
    short own = ownMachine();
    if (machine != own && own != UNKNOWN) {
      throw new IOException(path + " is for another CPU (ELF machine " + machine + ")");
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
