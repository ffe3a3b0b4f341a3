package io.procex.agent.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.rules.Rules;
import io.procex.agent.settings.Setting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of docs/security-score.md is that of the data, and names settings that exist. */
class ScorePageTest {
  private static final Pattern SETTING = Pattern.compile("`([A-Z][A-Za-z]+)[`=]");

  private static String page() throws Exception {
    byte[] page = Files.readAllBytes(Paths.get("../../docs/security-score.md"));
    return new String(page, StandardCharsets.UTF_8);
  }

  private static List<String> rows() throws Exception {
    List<String> rows = new ArrayList<>();
    for (String line : page().split("\n", -1)) {
      if (line.matches("\\| `[^`]+=.*\\| \\d+ \\| \\d+ \\|.*")) {
        rows.add(line);
      }
    }
    return rows;
  }

  private static String head(Assessment one) {
    return "| `" + one.name.replace("|", "\\|") + "` | " + one.weight + " | " + one.range + " | ";
  }

  @Test
  void rowsAreThoseOfTheData() throws Exception {
    List<String> rows = rows();
    assertEquals(Assessment.all().size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      assertTrue(rows.get(i).startsWith(head(Assessment.all().get(i))), rows.get(i));
    }
  }

  @Test
  void settingsInTheLastColumnExistAndThereAreNoneWithoutAMeasure() throws Exception {
    for (int i = 0; i < rows().size(); i++) {
      String last = rows().get(i).substring(head(Assessment.all().get(i)).length());
      Matcher named = SETTING.matcher(last);
      while (named.find()) {
        assertTrue(Setting.named(named.group(1)) != null, rows().get(i));
      }
    }
    List<String> unsatisfied =
        rows().stream()
            .filter(row -> row.endsWith("| nothing |"))
            .map(row -> row.replaceAll("^\\| `|` .*", ""))
            .collect(Collectors.toList());
    assertEquals("[PrivateUsers=, RootDirectory=/RootImage=]", unsatisfied.toString());
  }

  @Test
  void ruleForAConverterHasTheFigureOfThePage(@TempDir Path directory) throws Exception {
    Matcher rules = Pattern.compile("has (\\d\\.\\d):\n\n```yaml\n([^`]*)```").matcher(page());
    assertTrue(rules.find());
    Path file = directory.resolve("rules.yaml");
    Files.write(file, rules.group(2).getBytes(StandardCharsets.UTF_8));
    Subjects subjects = new Subjects();
    subjects.addRules(Rules.read(file, new NoValues()), JvmFacts.ofUser("1000", 1000));
    Subject converter = subjects.sorted().get(1);
    assertEquals("[converter]", converter.names().toString());
    assertEquals(rules.group(1), Exposure.text(converter.exposure().tenths()));
  }
}
