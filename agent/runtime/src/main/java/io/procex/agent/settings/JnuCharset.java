package io.procex.agent.settings;

import java.nio.charset.Charset;

/** How the JDK encodes the names of files and variables, and decodes libc's messages. */
public final class JnuCharset {
  private JnuCharset() {}

  /** That of the property, which JDK 18 and later do not document. */
  public static Charset get() {
    try {
      return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    } catch (IllegalArgumentException unknown) {
      return Charset.defaultCharset();
    }
  }
}
