package io.procex.agent.cli;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Computes the hash that lists of parts use. */
final class Sha256 {
  private static final String DIGITS = "0123456789abcdef";
  private static final int HALF_BYTE = 4;
  private static final int LOW = 0xf;

  private Sha256() {}

  /** The hash in hexadecimal digits, as {@code sha256sum} writes it. */
  static String of(byte[] bytes) {
    return of(bytes, bytes.length);
  }

  /** The hash of the first bytes. */
  static String of(byte[] bytes, int length) {
    MessageDigest digest = digest();
    digest.update(bytes, 0, length);
    StringBuilder text = new StringBuilder();
    for (byte one : digest.digest()) {
      text.append(DIGITS.charAt((one >> HALF_BYTE) & LOW)).append(DIGITS.charAt(one & LOW));
    }
    return text.toString();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // each JDK has it
    }
  }
}
