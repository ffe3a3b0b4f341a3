package io.procex.agent.rules;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.procex.agent.fuzz.FuzzInput;

/** Any text as a regular expression: one that is taken is compiled soon, and small. */
class RegexSizeFuzzTest {
  private static final int INSTRUCTIONS_OF_A_PIECE = 4;

  @FuzzTest
  void sizeIsNoSmallerThanWhatTheCompilerMakes(byte[] data) {
    String regex = FuzzInput.text(data);
    int size;
    try {
      ArgumentPatterns.check(regex);
      size = Pattern.compile(regex, Pattern.DOTALL).programSize();
    } catch (PatternSyntaxException | IllegalArgumentException refused) {
      return;
    }
    long most = INSTRUCTIONS_OF_A_PIECE * (RegexSize.of(regex) + INSTRUCTIONS_OF_A_PIECE);
    assertTrue(size <= most, () -> size + " instructions, " + RegexSize.of(regex) + " pieces");
  }
}
