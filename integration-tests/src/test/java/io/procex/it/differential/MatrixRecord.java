package io.procex.it.differential;

import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Notes each comparison that held, for the table in the README: see MatrixTable. */
final class MatrixRecord {
  private MatrixRecord() {}

  static void add(Jdk jdk, Variant variant, int observations) throws IOException {
    Path file = Artifacts.hosts().resolveSibling("matrix.tsv");
    String line = jdk.version() + "\t" + variant + "\t" + observations + "\n";
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
