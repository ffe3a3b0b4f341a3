package io.procex.it.differential;

import java.util.List;
import java.util.stream.Collectors;

/** The text of docs/differences.md, out of differences.json. */
final class DifferencesPage {
  private static final String HEAD =
      """
      # What differs from the stock JDK on purpose

      `./run docs` writes this page from `integration-tests/src/test/resources/differences.json`; a test compares the two.

      One program launches in every way that Java offers, and writes down everything it can observe: about 700 answers
      about children, exceptions, streams, threads, descriptors, and bytes on stdout and stderr. It runs without the
      agent and with it, on each JDK in up to 31 environments ([what was run](matrix.md)). The two runs may differ only as
      this page says, and each difference must be seen in the environments that it names. If the program cannot see a
      difference, such as a race or the cost of a launch, another test does, which is named instead of an environment.

      """;
  private static final String TABLE =
      """
      | what | JDK | environments, or test | why | source |
      |---|---|---|---|---|
      """;

  private DifferencesPage() {}

  static String of(List<Difference> differences) {
    return HEAD
        + "## Better\n\n"
        + TABLE
        + rows(differences, false)
        + "\n## The price\n\n"
        + TABLE
        + rows(differences, true);
  }

  private static String rows(List<Difference> differences, boolean cost) {
    return differences.stream()
        .filter(difference -> difference.cost() == cost)
        .map(DifferencesPage::row)
        .collect(Collectors.joining());
  }

  private static String row(Difference difference) {
    return String.format(
        "| %s | %s | %s | %s%s | %s |%n",
        difference.better(),
        range(difference.jdks()),
        settings(difference),
        difference.reason(),
        difference.optional() ? " (Not seen every time.)" : "",
        link(difference.source()));
  }

  /** {@code 8-17}, {@code 21-21} or {@code 8-} in words. */
  private static String range(String jdks) {
    String[] ends = jdks.split("-", -1);
    if (ends[1].isEmpty()) {
      return "from " + ends[0];
    }
    return ends[0].equals(ends[1]) ? ends[0] : ends[0] + " to " + ends[1];
  }

  private static String settings(Difference difference) {
    if (difference.seenBy() != null) {
      return difference.seenBy().replaceAll(".*\\.", "");
    }
    if (difference.variants() != null) {
      return String.join(", ", difference.variants());
    }
    return difference.notIn() == null ? "all" : "all but " + String.join(", ", difference.notIn());
  }

  private static String link(String source) {
    String name = source.replaceAll(".*/", "");
    if (source.startsWith("docs/")) {
      return "[" + name + "](" + source.substring("docs/".length()) + ")";
    }
    return source.startsWith("http") ? "[" + name + "](" + source + ")" : source;
  }
}
