package io.procex.agent.start;

import java.util.Arrays;

/**
 * Writes the bytes of a class file. DataOutputStream would do too, but loads a dozen classes on JDK
 * 21 and later.
 */
final class ClassBytes {
  private byte[] bytes;
  private int length;

  ClassBytes(int capacity) {
    bytes = new byte[capacity];
  }

  ClassBytes one(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) value;
    return this;
  }

  ClassBytes two(int value) {
    return one(value >> 8).one(value);
  }

  ClassBytes four(int value) {
    return two(value >> 16).two(value);
  }

  ClassBytes all(byte[] from, int start, int end) {
    int size = end - start;
    if (length + size > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + size);
    }
    System.arraycopy(from, start, bytes, length, size);
    length += size;
    return this;
  }

  ClassBytes all(ClassBytes other) {
    return all(other.bytes, 0, other.length);
  }

  /** Appends a text as class files encode it: each char by itself, and a NUL as two bytes. */
  ClassBytes text(String text) {
    ClassBytes encoded = new ClassBytes(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      encoded.character(text.charAt(i));
    }
    return two(encoded.length).all(encoded);
  }

  private void character(char c) {
    if (c != 0 && c < 0x80) {
      one(c);
    } else if (c < 0x800) {
      one(0xc0 | c >> 6).one(0x80 | (c & 0x3f));
    } else {
      one(0xe0 | c >> 12).one(0x80 | (c >> 6 & 0x3f)).one(0x80 | (c & 0x3f));
    }
  }

  int length() {
    return length;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }
}
