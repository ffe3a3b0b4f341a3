package io.procex.it.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of metrics in the table of docs/metrics.md. */
final class DocumentedNames {
  private DocumentedNames() {}

  /** Those that are the pattern's first group. */
  static Set<String> of(Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(Path.of("../docs/metrics.md")))
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
