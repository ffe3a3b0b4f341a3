package io.procex.agent.nativelib;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Checks a library before the dynamic linker maps it: with a truncated file, the JVM would die of
 * SIGBUS at the first access to the missing part.
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
   * @throws IOException if something is wrong; the message says what
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

  /** Reads the header; null if the file has none. */
  private static ByteBuffer header(RandomAccessFile file) throws IOException {
    byte[] bytes = new byte[HEADER_SIZE];
    return file.read(bytes) == HEADER_SIZE
        ? ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)
        : null;
  }

  /** The CPU of this JVM's own program. Without /proc the check is left to the dynamic linker. */
  private static short ownMachine() {
    try (RandomAccessFile program = new RandomAccessFile(OWN_PROGRAM, "r")) {
      ByteBuffer header = header(program);
      return header == null ? UNKNOWN : header.getShort(MACHINE);
    } catch (IOException noProc) {
      return UNKNOWN;
    }
  }

  /** Whether a file begins like an ELF file. */
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
    // The linker writes the section table last.
    long end =
        header.getLong(SECTION_TABLE)
            + (long) header.getShort(SECTION_SIZE) * header.getShort(SECTION_COUNT);
    if (length < end) {
      throw new IOException(path + " is truncated: " + length + " of " + end + " bytes");
    }
  }
}
