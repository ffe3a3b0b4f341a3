package io.procex.hosts.soak;

import java.io.IOException;
import java.io.InputStream;

/** The bytes that native/tests/soak_child.c writes: each descriptor has others. */
final class Pattern {
  private static final int MODULUS = 251;
  private static final int BUFFER = 16_384;

  private Pattern() {}

  static byte[] bytes(int descriptor, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = at(descriptor, i);
    }
    return bytes;
  }

  private static byte at(int descriptor, int index) {
    return (byte) ((index + descriptor) % MODULUS);
  }

  /** Reads to the end; returns what differs from that many bytes, or an empty text. */
  static String difference(InputStream in, int descriptor, int size) throws IOException {
    byte[] buffer = new byte[Math.min(BUFFER, size + 1)];
    int read = 0;
    for (int got = in.read(buffer); got > 0; got = in.read(buffer)) {
      for (int i = 0; i < got; i++, read++) {
        if (read >= size || buffer[i] != at(descriptor, read)) {
          return "; output " + descriptor + " differs at " + read + " of " + size;
        }
      }
    }
    return read == size ? "" : "; output " + descriptor + " ends at " + read + " of " + size;
  }
}
