package io.procex.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The results as one HTML page that loads nothing. */
final class BenchPage {
  private BenchPage() {}

  static void write(Results results, Path file) throws IOException {
    String page =
        resource("bench.html")
            .replace("/*STYLE*/", resource("bench.css"))
            .replace("/*CHARTS*/", chartLibrary())
            .replace("/*SCRIPT*/", resource("bench.js"))
            .replace("/*DATA*/", results.json.toString().replace("<", "\\u003c"));
    Files.write(file, page.getBytes(UTF_8));
  }

  /** Its only mention of a file is of a map for debuggers, which is not here. */
  private static String chartLibrary() throws IOException {
    return resource("chart.js").replaceAll("//# sourceMappingURL=\\S*", "").replace("</", "<\\/");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = BenchPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("there is no " + name);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      int got;
      while ((got = in.read(buffer)) > 0) {
        out.write(buffer, 0, got);
      }
      return new String(out.toByteArray(), UTF_8);
    }
  }
}
