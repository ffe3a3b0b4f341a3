package io.procex.agent.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The bytes of one input as the targets read them: plain text, so that kept ones can be read. */
public final class FuzzInput {
  private FuzzInput() {}

  /** The text; what is not UTF-8 becomes a replacement character. */
  public static String text(byte[] data) {
    return new String(data, StandardCharsets.UTF_8);
  }

  /** The lines of the text, empty ones too. */
  public static List<String> lines(byte[] data) {
    return Arrays.asList(text(data).split("\n", -1));
  }
}
