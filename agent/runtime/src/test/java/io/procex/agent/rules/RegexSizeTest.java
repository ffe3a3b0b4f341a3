package io.procex.agent.rules;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many pieces an expression has once its repetitions are written out. A group adds two. */
class RegexSizeTest {
  private static void assertSize(int expected, String regex) {
    assertEquals(expected, RegexSize.of(regex), regex);
  }

  @Test
  void eachCharacterIsAPieceAndSoIsItsOperator() {
    assertSize(0, "");
    assertSize(3, "abc");
    assertSize(2, "a*");
    assertSize(2, "a+");
    assertSize(2, "a?");
    assertSize(3, "a+?");
    assertSize(3, "a|b");
  }

  @Test
  void repetitionIsItsPieceAsOftenAsItMayBe() {
    assertSize(3, "a{3}");
    assertSize(5, "a{2,5}");
    assertSize(2, "a{2,}");
    assertSize(1, "a{0}");
    assertSize(1, "a{1}");
    assertSize(4, "ab{3}");
    assertSize(4, "a*{2}");
    assertSize(1000, "a{1000}");
    assertSize(0, "{3}");
  }

  @Test
  void braceThatIsNoRepetitionIsACharacter() {
    assertSize(8, "a{10000}");
    assertSize(4, "a{b}");
    assertSize(2, "a{");
  }

  @Test
  void groupIsRepeatedAsAWhole() {
    assertSize(3, "(a)");
    assertSize(12, "(ab){3}");
    assertSize(1220, "((a{10}){10}){10}");
    assertSize(5, "(?:a)");
    assertSize(1, "(a");
    assertSize(4, "b(a)");
    assertSize(2, "a)");
  }

  @Test
  void repetitionAfterFlagsIsOfThePieceBeforeThem() {
    assertSize(1, "(?i)a");
    assertSize(3, "a(?i){3}");
    assertSize(3, "a(?s-i){3}");
  }

  @Test
  void quoteIsItsCharacters() {
    assertSize(2, "\\Qab\\E");
    assertSize(2, "\\Qab");
    assertSize(4, "\\Qa{9}\\E");
    assertSize(4, "\\Qab\\E{3}");
    assertSize(3, "\\Qab\\Ec");
    assertSize(1, "\\Q\\Ea");
    assertSize(2, "\\Qa\\E\\Qb\\E");
  }

  /** So that what follows is a repetition of it, and not of a part. */
  @ParameterizedTest
  @CsvSource({
    "[abc]{4}, 4",
    "[]a]{2}, 2",
    "[^]a]{2}, 2",
    "[^a]{2}, 2",
    "[[:alpha:]]{3}, 3",
    "[[:alpha:]b]{3}, 3",
    "[[:a]{3}, 3",
    "[\\]]{3}, 3",
    "[a-\\]]{3}, 3",
    "[\\]-a]{3}, 3",
    "[+-\\]a]{3}, 3",
    "[a-]{3}, 3",
    "[\\d-]{3}, 3",
    "[\\d-]]{3}, 4",
    "[\\pL-]]{3}, 4",
    "[a-]]{3}, 4",
    "[{2}]{3}, 3",
    "[+-[:x:]{3}, 3",
    "[\\d-[:alpha:]]{3}, 3",
    "[\\pL[:alpha:]]{3}, 3",
    "[a\\-[:x:]]{3}, 3",
    "[{2}, 1",
    "[, 1",
    "[a-, 1",
    "[\\, 1",
    "[[:, 1",
    "\\{{3}, 3",
    "\\d{3}, 3",
    "\\pL{3}, 3",
    "\\PL{3}, 3",
    "\\p{Greek}{3}, 3",
    "\\P{Greek}{3}, 3",
    "\\x{41}{3}, 3",
    "\\x41{3}, 5",
    "\\n{3}, 3",
    "\\, 1",
    "\\p, 1",
    "\\p{a, 3",
    "a\\, 2"
  })
  void classAndEscapeAreOnePiece(String regex, int size) {
    assertSize(size, regex);
  }

  @Test
  void sizeDoesNotOverflow() {
    String regex = "a";
    for (int i = 0; i < 40; i++) {
      regex = "(" + regex + "){1000}";
    }
    assertSize(1 << 30, regex);
    assertSize(1 << 30, "(" + regex + "){1000}b");
  }

  @Test
  void largestAndLongestExpressionsAreTakenAndNoLargerOnes() {
    assertDoesNotThrow(() -> ArgumentPatterns.check("(a{98}){100}"));
    assertTooLarge("(a{98}){100}b");
    String longest = String.join("", Collections.nCopies(1000, "a"));
    assertDoesNotThrow(() -> ArgumentPatterns.check(longest));
    assertTooLarge(longest + "a");
  }

  private static void assertTooLarge(String regex) {
    Exception told =
        assertThrows(IllegalArgumentException.class, () -> ArgumentPatterns.check(regex));
    assertEquals("too large", told.getMessage());
  }
}
