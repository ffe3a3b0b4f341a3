package io.procex.agent.instrument;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads class files out of the agent's jar. */
public final class ClassFiles {
  private ClassFiles() {}

  static byte[] read(String resource) throws IOException {
    try (InputStream in = ClassFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the agent's jar has no " + resource);
      }
      return rest(in);
    }
  }

  /** All that is left in a stream, or in the entry of an archive: readAllBytes comes with JDK 9. */
  public static byte[] rest(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    int got;
    while ((got = in.read(buffer)) > 0) {
      out.write(buffer, 0, got);
    }
    return out.toByteArray();
  }
}
