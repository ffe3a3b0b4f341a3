package io.procex.agent.instrument;

import io.procex.agent.start.InnerJar;
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
      return InnerJar.rest(in);
    }
  }
}
