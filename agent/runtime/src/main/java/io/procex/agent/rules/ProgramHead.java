package io.procex.agent.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells how the kernel would load a file, by its first bytes, like native/src/rules/script.c. */
public final class ProgramHead {
  private static final int SIZE = 256; // the bytes that the kernel looks at
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final int LINE = 2; // the place after #!

  private final byte[] bytes = new byte[SIZE];
  private final boolean isBinary;
  private final String interpreter;

  private ProgramHead(Path file) throws IOException {
    boolean isReadable = Files.isReadable(file);
    if (isReadable) {
      read(file);
    }
    // An interpreter could not read such a file either.
    isBinary = !isReadable || startsWith(ELF);
    interpreter = startsWith(new byte[] {'#', '!'}) ? parseLine() : null;
  }

  /** Reads the first bytes of a file. */
  public static ProgramHead of(Path file) throws IOException {
    return new ProgramHead(file);
  }

  private void read(Path file) throws IOException {
    int length = 0;
    try (InputStream in = Files.newInputStream(file)) {
      int got;
      while (length < SIZE && (got = in.read(bytes, length, SIZE - length)) > 0) {
        length += got;
      }
    }
  }

  /** Whether the kernel loads it by itself, or will refuse it without a shell's help. */
  public boolean isBinary() {
    return isBinary;
  }

  /** Whether the kernel cannot load it. */
  public boolean isUnknown() {
    return !isBinary && interpreter == null;
  }

  /** The interpreter's name. The kernel takes an empty name for the current directory. */
  public String interpreter() {
    return interpreter.isEmpty() ? "." : interpreter;
  }

  private boolean startsWith(byte[] start) {
    for (int i = 0; i < start.length; i++) {
      if (bytes[i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The name in the interpreter line, without the argument; null if the kernel refuses the line.
   */
  private String parseLine() {
    int end = endOfLine();
    int start = end < 0 ? -1 : notBlank(end);
    if (start < 0 || start == end) {
      return null;
    }
    int last = start;
    while (last < end && !isBlank(last) && bytes[last] != 0) {
      last++;
    }
    return PathText.of(bytes, start, last);
  }

  /** The end of the line. Without a newline, a blank must end the name; otherwise -1. */
  private int endOfLine() {
    for (int i = LINE; i < SIZE && bytes[i] != 0; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    for (int i = notBlank(SIZE - 1); i >= 0 && i < SIZE; i++) {
      if (isBlank(i) || bytes[i] == 0) {
        return SIZE - 1;
      }
    }
    return -1;
  }

  /** The place of the first byte in the line that is not blank, up to last; -1 if there is none. */
  private int notBlank(int last) {
    for (int i = LINE; i <= last; i++) {
      if (!isBlank(i)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the kernel takes the byte for a blank. A carriage return is part of the name. */
  private boolean isBlank(int at) {
    return bytes[at] == ' ' || bytes[at] == '\t';
  }
}
