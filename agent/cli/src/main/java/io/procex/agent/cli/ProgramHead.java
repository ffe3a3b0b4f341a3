package io.procex.agent.cli;

import io.procex.agent.rules.PathText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel makes of a file by its first bytes: as native/src/rules/script.c has it. */
final class ProgramHead {
  private static final int SIZE = 256; // bytes that the kernel looks at
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final int LINE = 2; // where an interpreter line goes on after #!

  private final byte[] bytes = new byte[SIZE];
  private final boolean isBinary;
  private final String interpreter;

  private ProgramHead(Path file) throws IOException {
    boolean isReadable = Files.isReadable(file);
    if (isReadable) {
      read(file);
    }
    // What may be executed but not read: no interpreter could read it either.
    isBinary = !isReadable || startsWith(ELF);
    interpreter = startsWith(new byte[] {'#', '!'}) ? parseLine() : null;
  }

  static ProgramHead of(Path file) throws IOException {
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

  boolean isBinary() {
    return isBinary;
  }

  /** Whether the kernel cannot load it. */
  boolean isUnknown() {
    return !isBinary && interpreter == null;
  }

  /** An empty name is the current directory to the kernel. */
  String interpreter() {
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

  /** The name, without the argument; null where the line is not to be executed. */
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

  /** Without a newline the name must be seen to have ended; -1 where it has not. */
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

  /** The first byte of the line that is no blank, up to last; -1 where there is none. */
  private int notBlank(int last) {
    for (int i = LINE; i <= last; i++) {
      if (!isBlank(i)) {
        return i;
      }
    }
    return -1;
  }

  /** To the kernel; a carriage return belongs to the name. */
  private boolean isBlank(int at) {
    return bytes[at] == ' ' || bytes[at] == '\t';
  }
}
