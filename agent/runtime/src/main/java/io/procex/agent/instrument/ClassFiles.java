package io.procex.agent.instrument;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads class files out of the agent's jar. */
final class ClassFiles {
  private ClassFiles() {}

  static byte[] read(String resource) throws IOException {
    try (InputStream in = ClassFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the agent's jar has no " + resource);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      int got;
      while ((got = in.read(buffer)) > 0) {
        bytes.write(buffer, 0, got);
      }
      return bytes.toByteArray();
    }
  }
}
