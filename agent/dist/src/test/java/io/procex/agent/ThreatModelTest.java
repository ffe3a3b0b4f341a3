package io.procex.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each defence that docs/threat-model.md names has a test that is there. */
class ThreatModelTest {
  private static final Path TOP = Path.of("../..");

  private static final Pattern TEST = Pattern.compile("`(\\w+(?:IT|Test|_test))`");

  private static Set<String> tests() throws IOException {
    try (Stream<Path> agent = Files.walk(TOP.resolve("agent"));
        Stream<Path> forked = Files.walk(TOP.resolve("integration-tests/src/test/java"));
        Stream<Path> core = Files.walk(TOP.resolve("native/tests"))) {
      return Stream.of(agent, forked, core)
          .flatMap(files -> files)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\w+(IT|Test)\\.java|\\w+_test\\.c"))
          .map(name -> name.replaceFirst("\\..*", ""))
          .collect(Collectors.toSet());
    }
  }

  private static List<String> threats() throws IOException {
    return Files.readAllLines(TOP.resolve("docs/threat-model.md")).stream()
        .filter(line -> line.startsWith("| ") && line.split("\\|", -1).length == 6)
        .filter(line -> !line.startsWith("| threat |"))
        .collect(Collectors.toList());
  }

  @Test
  void eachThreatNamesTestsThatAreThere() throws IOException {
    Set<String> tests = tests();
    assertTrue(threats().size() > 20, "the page's tables");
    for (String threat : threats()) {
      List<String> named =
          TEST.matcher(threat).results().map(match -> match.group(1)).collect(Collectors.toList());
      assertTrue(!named.isEmpty(), threat);
      named.removeAll(tests);
      assertEquals(List.of(), named, threat);
    }
  }
}
