package io.procex.agent.trace;

import java.nio.charset.StandardCharsets;

/** The field traceparent of W3C's trace context in version 00, as bytes. */
final class ParentField {
  static final Part TRACE = new Part(3, 32);
  static final Part SPAN = new Part(36, 16);
  static final Part FLAGS = new Part(53, 2);

  private static final byte[] EMPTY =
      "00-                                -                -  ".getBytes(StandardCharsets.US_ASCII);

  private ParentField() {}

  /** Where one of its parts is. */
  static final class Part {
    final int at;
    final int length;

    Part(int at, int length) {
      this.at = at;
      this.length = length;
    }

    String in(byte[] parent) {
      return new String(parent, at, length, StandardCharsets.US_ASCII);
    }
  }

  /** One without ids and flags. */
  static byte[] empty() {
    return EMPTY.clone();
  }
}
