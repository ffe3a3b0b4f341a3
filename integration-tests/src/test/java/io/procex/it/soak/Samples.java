package io.procex.it.soak;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What was measured during a run: a row for each moment, a column for each name. */
final class Samples {
  private final List<String> names;
  private final List<double[]> rows;

  Samples(String[] names, List<double[]> rows) {
    this.names = Arrays.asList(names);
    this.rows = rows;
  }

  double[] column(String name) {
    int index = names.indexOf(name);
    return rows.stream().mapToDouble(row -> row[index]).toArray();
  }

  /** The middle of those that lie between the two parts of the run, such as 0.9 and 1. */
  double median(String name, double from, double to) {
    double[] all = column(name);
    double[] part =
        Arrays.stream(all, (int) (all.length * from), (int) Math.ceil(all.length * to))
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    return part.length == 0 ? Double.NaN : part[part.length / 2];
  }

  double first(String name) {
    return column(name)[0];
  }

  double last(String name) {
    return column(name)[rows.size() - 1];
  }

  String tsv() {
    StringBuilder text = new StringBuilder(String.join("\t", names)).append('\n');
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        text.append(i == 0 ? "" : "\t").append(String.format(Locale.ROOT, "%.1f", row[i]));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
