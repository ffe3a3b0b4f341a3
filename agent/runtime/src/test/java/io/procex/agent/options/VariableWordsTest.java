package io.procex.agent.options;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import org.junit.jupiter.api.Test;

/** Flags of a JVM are split as HotSpot does. */
class VariableWordsTest {
  @Test
  void quotesOfOneKindProtectBlanksAndTheOtherKind() {
    assertEquals(
        Arrays.asList("-Da='b \"c'", "\"d 'e\"f", "g"),
        VariableWords.in("-Da='b \"c' \"d 'e\"f g"));
    assertEquals(
        Arrays.asList("-Da=b c", "d ef", "g"), VariableWords.plain("-Da='b \"c' \"d 'e\"f g"));
  }

  @Test
  void allBlanksOfTheCLanguageSplit() {
    assertEquals(
        Arrays.asList("a", "b", "c", "d", "e", "f", "g\u000eh\u001fi"),
        VariableWords.in("a b\tc\nd\u000be\rf\fg\u000eh\u001fi"));
    assertEquals(Collections.emptyList(), VariableWords.in(""));
  }

  @Test
  void variablesOfHotSpotAndTheLauncherAreLookedAt() {
    String[] names = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"};
    assertArrayEquals(names, VariableWords.variables());
    VariableWords.variables()[0] = "PATH";
    assertArrayEquals(names, VariableWords.variables());
  }

  @Test
  void coreGetsTheWordsWithANulBehindEachAndOneAtTheEnd() throws Exception {
    byte[] block = InheritedFlags.encoded(new LinkedHashSet<>(Arrays.asList("-a", "b")));
    assertEquals("-a\0b\0\0", new String(block, StandardCharsets.US_ASCII));
    assertNull(InheritedFlags.encoded(Collections.emptySet()));
  }
}
