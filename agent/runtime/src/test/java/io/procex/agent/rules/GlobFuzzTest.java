package io.procex.agent.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.procex.agent.fuzz.FuzzInput;
import java.util.List;

/** A glob in the first line, and names to match in the others. */
class GlobFuzzTest {
  @FuzzTest
  void globMatchesAsTheSlowOneDoes(byte[] data) {
    List<String> lines = FuzzInput.lines(data);
    String text = lines.get(0);
    for (char separator : new char[] {Globs.PATHS, Globs.CLASSES}) {
      Glob glob = null;
      try {
        glob = Glob.of(text, separator);
      } catch (IllegalArgumentException refused) {
        assertFalse(refused.getMessage().isEmpty());
      }
      for (String name : lines.subList(1, lines.size())) {
        if (glob != null) {
          boolean expected = GlobOracle.matches(text, name, separator);
          assertEquals(expected, glob.matches(name), () -> text + " and " + name);
        }
      }
    }
  }
}
