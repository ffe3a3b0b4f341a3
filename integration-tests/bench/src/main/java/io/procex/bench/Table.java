package io.procex.bench;

import java.util.ArrayList;
import java.util.List;

/** A title and aligned columns, as text or Markdown. */
final class Table {
  final String title;
  final List<String[]> rows = new ArrayList<>();

  Table(String title, String... columns) {
    this.title = title;
    row(columns);
  }

  void row(String... cells) {
    rows.add(cells);
  }

  String text() {
    StringBuilder text = new StringBuilder(title).append('\n');
    for (String[] row : rows) {
      text.append("  ").append(line(row)).append('\n');
    }
    return text.toString();
  }

  String markdown() {
    StringBuilder text = new StringBuilder(title).append("\n\n");
    for (String[] row : rows) {
      text.append("| ").append(String.join(" | ", row)).append(" |\n");
      if (row == rows.get(0)) {
        text.append('|');
        for (int column = 0; column < row.length; column++) {
          text.append("---|");
        }
        text.append('\n');
      }
    }
    return text.toString();
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
