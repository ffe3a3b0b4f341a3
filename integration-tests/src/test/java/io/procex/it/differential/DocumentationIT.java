package io.procex.it.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.it.records.RecordPages;
import io.procex.it.support.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The documentation says what the tests check. */
@Tag(Jdk.ONCE)
class DocumentationIT {
  @Test
  void pageOfDifferencesIsTheOneThatTheDataMakes() throws Exception {
    String page = Files.readString(Path.of("../docs/differences.md"));
    assertEquals(DifferencesPage.of(Differences.intended()), page, "./run docs writes it");
  }

  @Test
  void linksBetweenPagesLeadSomewhere() throws Exception {
    assertEquals(List.of(), Links.broken(Path.of("..")));
  }

  @Test
  void fieldsAndSchemasOfRecordsAreThoseOfTheJar() throws Exception {
    for (Map.Entry<Path, String> page : RecordPages.of(Path.of("../docs")).entrySet()) {
      String text = Files.readString(page.getKey());
      assertEquals(page.getValue(), text, page.getKey() + ": ./run docs writes it");
    }
  }

  @Test
  void testsThatSeeTheOtherDifferencesExist() throws Exception {
    for (Difference difference : Differences.intended()) {
      if (difference.seenBy() != null) {
        Class.forName("io.procex.it." + difference.seenBy());
      }
    }
  }

  /** Each row names its test, and each test of a problem has its row. */
  @Test
  void everyCuredProblemNamesItsTest() throws Exception {
    String page = Files.readString(Path.of("../docs/problems-cured.md"));
    Set<String> named =
        Pattern.compile("`(\\w+IT)`")
            .matcher(page)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(testsOfProblems(), named);
  }

  private static Set<String> testsOfProblems() throws Exception {
    Path classes = Path.of("target/test-classes/io/procex/it/problems");
    try (Stream<Path> files = Files.list(classes)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("IT.class"))
          .map(name -> name.replace(".class", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
