package io.procex.agent.lockdown;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Finds the loader of a program: the dynamic linker that its ELF file names (PT_INTERP). */
final class ElfLoader {
  private static final int MAGIC = 0x464c457f;
  private static final int CLASS = 4;
  private static final int CLASS_64 = 2;
  private static final int HEADER = 64; // Elf64_Ehdr, the longer one; the offsets are elf(5)'s
  private static final int PROGRAM_HEADER = 56; // Elf64_Phdr, likewise
  private static final int PT_INTERP = 3;
  private static final int LONGEST = 4096;

  private final RandomAccessFile file;
  private final ByteBuffer header;
  private final boolean is64;

  private ElfLoader(RandomAccessFile file) throws IOException {
    this.file = file;
    header = read(0, HEADER);
    is64 = header.get(CLASS) == CLASS_64;
  }

  /** The path that it names; null if there is none, as in a program that is linked statically. */
  static String of(Path program) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(program.toFile(), "r")) {
      ElfLoader elf = new ElfLoader(file);
      return elf.header.getInt(0) == MAGIC ? elf.find() : null;
    } catch (EOFException | IndexOutOfBoundsException truncated) {
      return null; // the kernel does not load it either
    }
  }

  private String find() throws IOException {
    long table = is64 ? header.getLong(32) : header.getInt(28);
    int size = header.getShort(is64 ? 54 : 42);
    int count = header.getShort(is64 ? 56 : 44) & 0xffff;
    for (int i = 0; i < count; i++) {
      ByteBuffer entry = read(table + (long) i * size, is64 ? PROGRAM_HEADER : PROGRAM_HEADER / 2);
      if (entry.getInt(0) == PT_INTERP) {
        long length = is64 ? entry.getLong(32) : entry.getInt(16);
        return text(is64 ? entry.getLong(8) : entry.getInt(4), length);
      }
    }
    return null;
  }

  /** Without the NUL at its end. */
  private String text(long offset, long length) throws IOException {
    if (length < 2 || length > LONGEST) {
      return null;
    }
    byte[] bytes = read(offset, (int) length).array();
    return new String(bytes, 0, (int) length - 1, StandardCharsets.UTF_8);
  }

  private ByteBuffer read(long offset, int size) throws IOException {
    byte[] bytes = new byte[size];
    file.seek(offset);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
