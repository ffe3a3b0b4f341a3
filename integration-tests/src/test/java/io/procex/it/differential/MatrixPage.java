package io.procex.it.differential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the differential tests ran, out of the lines of {@link MatrixRecord}, as Markdown. */
final class MatrixPage {
  private static final String HEAD =
      """
      # What the differential tests ran

      `./run docs` writes this page from the last `./run test all`. A number says how many observations were equal without
      the agent and with it, except the [intended differences](differences.md). Letters are explained below. Environments
      other than `default`, `native entry` and `-Xcomp, both compilers` have HotSpot's first compiler only.

      """;

  /** By version of the language, then by setting: its outcome. */
  private final Map<Integer, Map<String, String>> outcomes = new TreeMap<>();

  private final Map<Integer, String> versions = new TreeMap<>();

  /** The settings, in the order of {@link Variants}. */
  private final List<String> settings = Variants.ALL.stream().map(Variant::name).toList();

  /** Why environments are not available, and the letter for each reason. */
  private final Map<String, String> letters = new LinkedHashMap<>();

  MatrixPage(List<String> lines) {
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      int feature = Integer.parseInt(fields[0]);
      versions.put(feature, fields[1]);
      outcomes.computeIfAbsent(feature, key -> new TreeMap<>()).put(fields[2], fields[3]);
    }
  }

  /** One line for each JDK: what was compared, and that nothing else differed. */
  String summary() {
    StringBuilder table =
        new StringBuilder(
            """
            | JDK | environments compared | not available | observations | unintended differences |
            |---|---|---|---|---|
            """);
    for (int feature : outcomes.keySet()) {
      List<Integer> held =
          outcomes.get(feature).values().stream()
              .filter(MatrixPage::isNumber)
              .map(Integer::valueOf)
              .toList();
      int observations = held.stream().mapToInt(Integer::intValue).sum();
      table.append(
          String.format(
              "| %s | %d | %d | %,d | 0 |%n",
              versions.get(feature),
              held.size(),
              outcomes.get(feature).size() - held.size(),
              observations));
    }
    return table.toString();
  }

  String page() {
    String body = settings.stream().map(this::row).collect(Collectors.joining());
    StringBuilder page = new StringBuilder(HEAD).append(heading()).append(body).append('\n');
    letters.forEach((reason, letter) -> page.append("* ").append(letter + ": " + reason + "\n"));
    return page.toString();
  }

  private String heading() {
    return "| environment | JDK "
        + String.join(" | ", versions.values())
        + " |\n|---"
        + "|---".repeat(versions.size())
        + "|\n";
  }

  private String row(String setting) {
    return "| "
        + setting
        + " | "
        + outcomes.keySet().stream()
            .map(feature -> cell(outcomes.get(feature).getOrDefault(setting, "was not run")))
            .collect(Collectors.joining(" | "))
        + " |\n";
  }

  private String cell(String outcome) {
    return isNumber(outcome)
        ? outcome
        : letters.computeIfAbsent(
            outcome.replaceAll("\\[/[^,]*/bin/java, ", "[java, "),
            reason -> Character.toString('a' + letters.size()));
  }

  private static boolean isNumber(String outcome) {
    return outcome.chars().allMatch(Character::isDigit);
  }
}
