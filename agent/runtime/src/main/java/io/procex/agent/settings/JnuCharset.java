package io.procex.agent.settings;

import java.nio.charset.Charset;

/**
 * The charset by which the JDK encodes names of files and variables, and decodes libc's messages.
 */
public final class JnuCharset {
  private JnuCharset() {}

  /** The value of a property that JDK 18 and later do not document. */
  public static Charset get() {
    try {
      return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    } catch (IllegalArgumentException unknown) {
      return Charset.defaultCharset();
    }
  }
}
