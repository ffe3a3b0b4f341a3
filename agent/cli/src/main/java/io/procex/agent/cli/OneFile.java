package io.procex.agent.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Puts the native library in front of the jar: the dynamic linker reads the file from its start, a
 * zip reader from its end. The archive's offsets are corrected, like {@code zip -A} does, for
 * readers that count them from the start of the file.
 */
final class OneFile {
  private static final int END_SIGNATURE = 0x06054b50; // signature and offsets: APPNOTE.TXT, 4.3
  private static final int END_SIZE = 22;
  private static final int END_COUNT = 10;
  private static final int END_LIST_SIZE = 12;
  private static final int END_LIST = 16;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_SIZE = 46;
  // from here on: the lengths of name, extra field and comment
  private static final int ENTRY_VARIABLE = 28;
  private static final int ENTRY_LENGTHS = 3;
  private static final int ENTRY_FILE = 42;
  private static final int FILE_SIGNATURE = 0x04034b50;

  private final ByteBuffer jar;
  private final int end;
  private final int list;

  /** The difference between the offsets in the jar and the real places; 0 if they are correct. */
  private final int shift;

  private OneFile(byte[] bytes) throws IOException {
    jar = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    end = findEnd();
    list = end - jar.getInt(end + END_LIST_SIZE);
    shift = list - jar.getInt(end + END_LIST);
  }

  /**
   * Returns the one file. If the jar already has something in front of the archive, it is dropped.
   *
   * @throws IOException if that is no jar
   */
  static byte[] of(byte[] library, byte[] jar) throws IOException {
    try {
      int first = new OneFile(jar).firstFile();
      byte[] file = Arrays.copyOf(library, library.length + jar.length - first);
      System.arraycopy(jar, first, file, library.length, jar.length - first);
      new OneFile(file).correctOffsets();
      return file;
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("the jar is damaged", e);
    }
  }

  private int findEnd() throws IOException {
    for (int at = jar.capacity() - END_SIZE; at >= 0; at--) {
      if (jar.getInt(at) == END_SIGNATURE) {
        return at;
      }
    }
    throw new IOException("not a jar");
  }

  /** The place of the first file's header. */
  private int firstFile() throws IOException {
    int first = list;
    for (int entry : entries()) {
      first = Math.min(first, jar.getInt(entry + ENTRY_FILE) + shift);
    }
    return first;
  }

  private void correctOffsets() throws IOException {
    for (int entry : entries()) {
      jar.putInt(entry + ENTRY_FILE, jar.getInt(entry + ENTRY_FILE) + shift);
    }
    jar.putInt(end + END_LIST, list);
  }

  /** The places of the entries in the list. */
  private int[] entries() throws IOException {
    int[] entries = new int[jar.getShort(end + END_COUNT)];
    int at = list;
    for (int i = 0; i < entries.length; i++) {
      if (jar.getInt(at) != ENTRY_SIGNATURE
          || jar.getInt(jar.getInt(at + ENTRY_FILE) + shift) != FILE_SIGNATURE) {
        throw new IOException("the jar is damaged");
      }
      entries[i] = at;
      at += ENTRY_SIZE;
      for (int length = 0; length < ENTRY_LENGTHS; length++) {
        at += jar.getShort(entries[i] + ENTRY_VARIABLE + 2 * length) & 0xffff;
      }
    }
    return entries;
  }
}
