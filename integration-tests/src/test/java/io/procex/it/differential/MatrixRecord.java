package io.procex.it.differential;

import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Notes how each comparison ended, for the tables in the documentation that {@code ./run docs}
 * writes: JDK, setting, how many observations were compared, or why none.
 */
final class MatrixRecord {
  private MatrixRecord() {}

  static void held(Jdk jdk, Variant variant, int observations) throws IOException {
    add(jdk, variant, Integer.toString(observations));
  }

  static void skipped(Jdk jdk, Variant variant, String reason) throws IOException {
    add(jdk, variant, reason.replaceAll("\\s+", " "));
  }

  private static void add(Jdk jdk, Variant variant, String outcome) throws IOException {
    Path file = Artifacts.hosts().resolveSibling("matrix.tsv");
    String line = jdk.feature() + "\t" + jdk.version() + "\t" + variant + "\t" + outcome + "\n";
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
