package io.procex.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;

/** The result of a benchmark: a line with the conditions, and a table with aligned columns. */
final class Report {
  private final List<String[]> rows = new ArrayList<>();
  private final String conditions;

  Report(String conditions, String... columns) {
    this.conditions = conditions;
    row(columns);
  }

  void row(String... cells) {
    rows.add(cells);
  }

  /** Prints in UTF-8 whatever the locale, which on a server is often "C". */
  void print() throws UnsupportedEncodingException {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
    out.println(system() + "; " + conditions);
    for (String[] row : rows) {
      out.println(line(row));
    }
    out.flush();
  }

  private static String system() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " CPUs";
  }

  private String line(String[] cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.length; column++) {
      line.append(cells[column]);
      for (int length = cells[column].length(); length < width(column) + 2; length++) {
        line.append(' ');
      }
    }
    return line.toString().replaceFirst(" +$", "");
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
  }
}
