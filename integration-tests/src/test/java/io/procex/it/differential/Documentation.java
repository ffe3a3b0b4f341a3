package io.procex.it.differential;

import io.procex.it.records.RecordPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes what the documentation has of the tests: the tables and schemas of docs/records.md,
 * docs/differences.md, docs/matrix.md and the table in README.md. Arguments: the checkout, the
 * record of the last test run, and that of the booted machines: without one, their section stays.
 */
final class Documentation {
  private static final String BEGIN = "<!-- matrix: written by ./run docs -->\n";
  private static final String END = "<!-- end of matrix -->";

  private Documentation() {}

  public static void main(String[] args) throws IOException {
    Path checkout = Path.of(args[0]);
    Files.writeString(
        checkout.resolve("docs/differences.md"), DifferencesPage.of(Differences.intended()));
    RecordPages.write(checkout.resolve("docs"));
    Path record = Path.of(args[1]);
    if (!Files.exists(record)) {
      throw new IOException(record + " is not there: ./run test writes it");
    }
    MatrixPage matrix = new MatrixPage(Files.readAllLines(record));
    Path page = checkout.resolve("docs/matrix.md");
    Files.writeString(page, matrix.page() + machines(Path.of(args[2]), Files.readString(page)));
    Path readme = checkout.resolve("README.md");
    Files.writeString(readme, between(Files.readString(readme), matrix.summary()));
  }

  private static String machines(Path record, String before) throws IOException {
    if (Files.exists(record)) {
      return new MachinesTable(Files.readAllLines(record)).section();
    }
    int section = before.indexOf(MachinesTable.TITLE);
    return section < 0 ? "" : before.substring(section);
  }

  private static String between(String text, String table) throws IOException {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException("README.md has no place for the matrix: " + BEGIN + END);
    }
    return text.substring(0, begin + BEGIN.length()) + table + text.substring(end);
  }
}
