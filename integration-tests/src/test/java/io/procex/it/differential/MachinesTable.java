package io.procex.it.differential;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What ran in booted machines, out of the lines that integration-tests/vm/matrix writes: CPU,
 * kernel, page size, libc, what ran, and how many cases or observations were as they should be.
 */
final class MachinesTable {
  static final String TITLE = "\n## Booted machines\n";

  private static final String HEAD =
      TITLE
          + """

      `./run vm` boots kernels of Debian's packages for both CPUs under QEMU, and runs the C tests of both libcs there. For
      each JDK it compares launches in the environment `default` with the stock JDK's; the first number says how many
      observations were equal. The second counts the integration tests that passed (the comparison, the ladder, settings,
      system call filters, Landlock), and the third those of them that are about Landlock. A dash: was not run.

      There is no JVM for musl in Debian, in npm or in Maven Central. So the finished library is loaded and called beside
      musl as a JVM does (`any_libc_test`), and all other C tests are programs of musl around the library's own objects.

      """;

  private static final int COLUMNS_OF_MACHINE = 4;

  /** By machine and libc: what ran, and its outcome. */
  private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

  /** C tests first, then JDKs by version. */
  private final Set<String> columns = new TreeSet<>(Comparator.comparingInt(MachinesTable::jdk));

  MachinesTable(List<String> lines) {
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      String machine = String.join(" | ", List.of(fields[0], fields[3], fields[1], fields[2]));
      columns.add(fields[4]);
      rows.computeIfAbsent(machine, key -> new LinkedHashMap<>()).put(fields[4], fields[5]);
    }
  }

  private static int jdk(String column) {
    return column.startsWith("JDK ") ? Integer.parseInt(column.substring(4)) : 0;
  }

  String section() {
    StringBuilder section = new StringBuilder(HEAD);
    section
        .append("| CPU | libc | kernel | page size | ")
        .append(String.join(" | ", columns))
        .append(" |\n")
        .append("|---".repeat(COLUMNS_OF_MACHINE + columns.size()))
        .append("|\n");
    rows.forEach((machine, outcomes) -> section.append(row(machine, outcomes)));
    return section.toString();
  }

  private String row(String machine, Map<String, String> outcomes) {
    return "| "
        + machine
        + " | "
        + columns.stream()
            .map(column -> outcomes.getOrDefault(column, "-"))
            .collect(Collectors.joining(" | "))
        + " |\n";
  }
}
