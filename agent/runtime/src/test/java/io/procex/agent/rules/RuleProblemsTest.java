package io.procex.agent.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Problems are told in the order of the file, and are bounded. */
class RuleProblemsTest {
  private static String repeat(String text, int times) {
    return String.join("", Collections.nCopies(times, text));
  }

  @Test
  void problemsOfOneLineAreInTheOrderOfTheirColumns() throws Exception {
    List<String> problems =
        TextRules.problems("version: 1", "rules: [{name: a b, action: no}]", "mode: x");
    assertEquals(
        Arrays.asList(
            "2:16: name is 'a b': expected letters, digits and . _ - (at most 100)",
            "2:29: action is 'no': expected one of allow, deny, audit",
            "3:7: mode is 'x': expected one of enforce, monitor"),
        problems);
  }

  @Test
  void placesAreOrderedByLineAndThenByColumn() {
    assertEquals(-1, new Place(1, 9).compareTo(new Place(2, 1)));
    assertEquals(1, new Place(2, 1).compareTo(new Place(1, 9)));
    assertEquals(-1, new Place(1, 1).compareTo(new Place(1, 2)));
    assertEquals(0, new Place(1, 1).compareTo(new Place(1, 1)));
  }

  @Test
  void noMoreThanAHundredProblemsAreTold() throws Exception {
    assertEquals(100, TextRules.problems("version: 1\n" + wrongRules(50)).size());
    assertEquals(100, TextRules.problems("version: 1\n" + wrongRules(51)).size());
    assertEquals(98, TextRules.problems("version: 1\n" + wrongRules(49)).size());
  }

  /** Rules with two mistakes each. */
  private static String wrongRules(int count) {
    return "rules:\n" + repeat("- {name: a b, action: no}\n", count);
  }

  @Test
  void quotedTextIsCutAfterSixtyCharacters() {
    String text = repeat("a", 59) + "\ud83d\ude00";
    assertEquals("'" + text + "'", Problems.quoted(text));
    assertEquals("'" + text + "...'", Problems.quoted(text + "b"));
  }

  @Test
  void markOfTheEncodingIsNoCharacterOfTheFirstLine() throws Exception {
    assertEquals(
        Collections.singletonList("1:10: version is '2': this agent reads version 1"),
        TextRules.problems("\ufeffversion: 2"));
    assertEquals(
        Collections.singletonList("1:12: the character U+0007 must be written as an escape"),
        TextRules.problems("\ufeffversion: 1 \u0007"));
  }
}
