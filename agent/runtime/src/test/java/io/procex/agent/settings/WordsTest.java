package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void quotesHoldWhiteSpaceTogether() {
    assertEquals(Arrays.asList("A=b c", "D=e", ""), Words.split(" \"A=b c\"  D='e' ''"));
    assertEquals(Collections.emptyList(), Words.split("  "));
  }

  @Test
  void quoteWithoutEndIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Words.split("\"a b"));
  }

  @Test
  void truthIsWrittenInAllOfSystemdsWays() {
    for (String yes : new String[] {"yes", "true", "on", "1", "Yes"}) {
      assertTrue(Words.truth(yes), yes);
    }
    for (String no : new String[] {"no", "false", "off", "0", "NO"}) {
      assertFalse(Words.truth(no), no);
    }
    assertThrows(IllegalArgumentException.class, () -> Words.truth("perhaps"));
  }
}
