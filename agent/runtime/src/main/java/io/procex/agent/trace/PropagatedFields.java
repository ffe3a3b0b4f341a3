package io.procex.agent.trace;

import java.nio.charset.StandardCharsets;

/**
 * A context as it goes on, under the names of the W3C's headers. Each is null, or what a variable
 * of a child may hold.
 */
public final class PropagatedFields {
  /**
   * The most that a header may have, as the W3C recommends for baggage. The kernel refuses to
   * execute a program with a variable of 128 KiB, and what would refuse a launch is left out.
   */
  static final int LONGEST = 8192;

  private byte[] parent;
  private String state;
  private String baggage;

  /** The fields of a trace that has no state, in a context without baggage. */
  static PropagatedFields of(byte[] parent) {
    PropagatedFields fields = new PropagatedFields();
    fields.parent = isFit(parent) ? parent : null;
    return fields;
  }

  void set(String field, String value) {
    if (!isFit(value)) {
      return;
    }
    switch (field) {
      case "traceparent":
        parent = value.getBytes(StandardCharsets.US_ASCII);
        break;
      case "tracestate":
        state = value;
        break;
      case "baggage":
        baggage = value;
        break;
      default: // of a later version of these formats
    }
  }

  /** Whether it is the printable ASCII that a header may have. */
  private static boolean isFit(String value) {
    if (value.isEmpty() || value.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isFit(byte[] value) {
    for (byte c : value) {
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  boolean areThere() {
    return parent != null || baggage != null;
  }

  /** The field traceparent, in ASCII. */
  public byte[] parent() {
    return parent;
  }

  /** The field tracestate. */
  public String state() {
    return state;
  }

  /** The field baggage. */
  public String baggage() {
    return baggage;
  }
}
