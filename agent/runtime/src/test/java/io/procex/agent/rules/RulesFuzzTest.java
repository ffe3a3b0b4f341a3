package io.procex.agent.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.procex.agent.fuzz.FuzzInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Any bytes as a file of rules. Comments of it that begin with {@code # launch:} are launches to
 * decide: the file, its interpreters with bars between them, argv[0], the caller, the arguments.
 */
class RulesFuzzTest {
  private static final String LAUNCH = "# launch: ";
  private static final Pattern PROBLEM =
      Pattern.compile(".*/fuzz[^/]*\\.yaml:[1-9]\\d*:[1-9]\\d*: [^\\p{Cntrl}]+");

  private static Path file;

  @FuzzTest
  void fileIsRefusedWithPlacesOrDecides(byte[] data) throws Exception {
    if (file == null) {
      file = Files.createTempFile("fuzz", ".yaml");
      file.toFile().deleteOnExit();
    }
    Files.write(file, data);
    Rules rules;
    try {
      rules = Rules.read(file, TextRules.values());
    } catch (RulesException refused) {
      refused.problems().forEach(RulesFuzzTest::checkProblem);
      assertEquals(refused.getMessage(), refused.problems().get(0));
      return;
    }
    List<String> names = names();
    assertEquals(names.size(), rules.size());
    for (LaunchFacts facts : launches(data)) {
      checkDecision(rules, names, facts);
    }
  }

  private static void checkProblem(String problem) {
    assertTrue(PROBLEM.matcher(problem).matches(), problem);
  }

  /** The names of the rules, in their order. */
  private static List<String> names() throws Exception {
    Problems problems = new Problems("fuzz.yaml");
    List<String> names = new ArrayList<>();
    for (YamlNode rule :
        under("rules", YamlReader.read(RulesText.read(file, problems), problems))) {
      for (YamlNode.Entry entry : rule.entries) {
        if (entry.key.text.equals("name")) {
          names.add(entry.value.text);
        }
      }
    }
    return names;
  }

  private static List<YamlNode> under(String key, YamlNode root) {
    for (YamlNode.Entry entry : root.entries) {
      if (entry.key.text.equals(key)) {
        return entry.value.items;
      }
    }
    return new ArrayList<>();
  }

  private static List<LaunchFacts> launches(byte[] data) {
    List<LaunchFacts> launches = new ArrayList<>();
    launches.add(TextRules.launch("/usr/bin/git", "fetch", "--all"));
    launches.add(TextRules.script("/opt/app/run", "/bin/sh", "/usr/bin/dash"));
    for (String line : FuzzInput.lines(data)) {
      List<String> words = Arrays.asList(line.split(" ", -1));
      if (line.startsWith(LAUNCH) && words.size() > 5) {
        launches.add(
            LaunchFacts.ofTexts(
                words.get(2),
                Arrays.asList(words.get(3).split("\\|", 0)),
                words.get(4),
                words.subList(6, words.size()),
                () -> words.get(5)));
      }
    }
    return launches;
  }

  /**
   * Against the first rule that has no reason not to match, which is found without the cache and by
   * other code.
   */
  private static void checkDecision(Rules rules, List<String> names, LaunchFacts facts) {
    List<Mismatch> passed = rules.passedOver(facts);
    for (int i = 0; i < passed.size(); i++) {
      assertEquals(names.get(i), passed.get(i).rule());
      assertFalse(passed.get(i).reason().isEmpty());
    }
    String expected = passed.size() == names.size() ? "default" : names.get(passed.size());
    Decision decision = rules.decide(facts);
    assertEquals(expected, decision.rule());
    assertSame(decision, rules.decide(facts)); // from the cache
  }
}
