package io.procex.agent.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Gives the JSON Schema of files of rules, by which editors complete and check them. */
public final class RulesSchema {
  private static final String FILE = "rules.schema.json";
  private static final int BUFFER = 8192;

  private RulesSchema() {}

  /** The schema's text, with a line feed at its end. */
  public static String text() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = RulesSchema.class.getResourceAsStream(FILE)) {
      byte[] buffer = new byte[BUFFER];
      int got;
      while ((got = in.read(buffer)) > 0) {
        out.write(buffer, 0, got);
      }
    }
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }
}
