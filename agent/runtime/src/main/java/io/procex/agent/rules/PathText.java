package io.procex.agent.rules;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Makes text of paths and arguments, which are bytes to the kernel. They are decoded as UTF-8. Each
 * byte that is not UTF-8 becomes half a surrogate pair, which no UTF-8 can contain. So two
 * different byte strings always become different texts.
 */
public final class PathText {
  private static final int ESCAPE = 0xdc00;
  private static final int BYTE = 0xff;

  private PathText() {}

  /** The text of all bytes. */
  public static String of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** The text of the bytes between two places. */
  public static String of(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] < 0) {
        return decode(ByteBuffer.wrap(bytes, start, end - start));
      }
    }
    return new String(bytes, start, end - start, StandardCharsets.US_ASCII);
  }

  private static String decode(ByteBuffer in) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer out = CharBuffer.allocate(in.remaining());
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (ESCAPE | (in.get() & BYTE)));
      }
      result = decoder.decode(in, out, true);
    }
    return ((CharBuffer) out.flip()).toString();
  }
}
