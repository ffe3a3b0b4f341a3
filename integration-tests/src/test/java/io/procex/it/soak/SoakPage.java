package io.procex.it.soak;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The command {@code ./run soak-docs}: writes a table and pictures of the last runs into the page
 * on reliability. Arguments: the folder that {@link Soak} has written, and that of the pages.
 */
public final class SoakPage {
  private static final String BEGIN = "<!-- soak: written by ./run soak-docs -->\n";
  private static final String END = "<!-- end of soak -->";
  private static final String FIGURES = ".figures.tsv";

  private SoakPage() {}

  public static void main(String[] args) throws IOException {
    Path docs = Path.of(args[1]);
    List<Path> runs = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(args[0]), "*" + FIGURES)) {
      found.forEach(runs::add);
    }
    runs.sort(null);
    if (runs.isEmpty()) {
      throw new IOException("nothing in " + args[0] + ": ./run soak writes it");
    }
    StringBuilder text = new StringBuilder(table(runs));
    for (Path run : runs) {
      String name = run.getFileName().toString().replace(FIGURES, ".svg");
      Files.copy(
          run.resolveSibling(name),
          docs.resolve("images").resolve(name),
          StandardCopyOption.REPLACE_EXISTING);
      text.append("\n![Memory and times of the run on ")
          .append(Files.readAllLines(run).get(0).replace("\t", " "))
          .append("](images/" + name + ")\n");
    }
    Path page = docs.resolve("reliability.md");
    Files.writeString(page, between(Files.readString(page), text.toString()));
  }

  /** A row for each figure, a column for each run. */
  static String table(List<Path> runs) throws IOException {
    List<List<String>> columns = new ArrayList<>();
    for (Path run : runs) {
      columns.add(Files.readAllLines(run));
    }
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < columns.get(0).size(); row++) {
      text.append("| ").append(columns.get(0).get(row).split("\t", -1)[0]);
      for (List<String> column : columns) {
        text.append(" | ").append(column.get(row).split("\t", -1)[1]);
      }
      text.append(" |\n");
      if (row == 0) {
        text.append("|---").append("|---".repeat(columns.size())).append("|\n");
      }
    }
    return text.toString();
  }

  private static String between(String text, String section) throws IOException {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException("docs/reliability.md has no place for it: " + BEGIN + END);
    }
    return text.substring(0, begin + BEGIN.length()) + section + text.substring(end);
  }
}
