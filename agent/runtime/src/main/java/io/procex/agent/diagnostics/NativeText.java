package io.procex.agent.diagnostics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes bytes from and for the kernel as UTF-8, with the replacement character for other bytes.
 * No encoding of the JVM could show every byte, and with a fixed encoding no record can be forged.
 */
final class NativeText {
  private NativeText() {}

  /** The text up to the first NUL; null for null. */
  static String of(byte[] bytes) {
    return bytes == null ? null : text(bytes, 0, endOf(bytes, 0, bytes.length));
  }

  /** The texts in a block, each of which ends with a NUL. The length may cut off the last one. */
  static List<String> list(byte[] block, int length) {
    List<String> texts = new ArrayList<>();
    for (int start = 0; start < length; ) {
      int end = endOf(block, start, length);
      texts.add(text(block, start, end));
      start = end + 1;
    }
    return texts;
  }

  /** Finds the end of the text that starts there: its NUL, or the limit. */
  static int endOf(byte[] bytes, int start, int limit) {
    int end = start;
    while (end < limit && bytes[end] != 0) {
      end++;
    }
    return end;
  }

  /** The text between two places. */
  static String text(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  /**
   * Resolves a path against a directory, and removes leading "." parts if it is relative. If the
   * directory is null, it is unknown, and the path is returned unchanged. Parts ".." stay: behind a
   * symbolic link, only the kernel knows where they lead.
   */
  static String resolve(String directory, String path) {
    if (path.startsWith("/") || directory == null) {
      return path;
    }
    String rest = withoutDots(path);
    String slash = directory.endsWith("/") || rest.isEmpty() ? "" : "/";
    return directory + slash + rest;
  }

  private static String withoutDots(String path) {
    int start = 0;
    while (path.startsWith("./", start) || path.startsWith("/", start)) {
      start++;
    }
    return path.substring(start).equals(".") ? "" : path.substring(start);
  }

  /** The part after the last slash. */
  static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
