package io.procex.agent.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> NAMES = Arrays.asList("UMask", "Nice", "LimitCPU", "LimitCORE");

  @Test
  void nearestIsNamedWhateverTheCaseOfItsLetters() {
    assertEquals(": did you mean 'Nice'?", NearestName.hint("nise", NAMES));
    assertEquals(": did you mean 'LimitCPU'?", NearestName.hint("limitcpu", NAMES));
    assertEquals(": did you mean 'LimitCPU'?", NearestName.hint("LimitCP", NAMES)); // CORE has 3
    assertEquals(": did you mean 'UMask'?", NearestName.hint("UMsk", NAMES));
  }

  @Test
  void ofTwoTheNearerIsNamedWhicheverComesFirst() {
    List<String> both = Arrays.asList("log.keep", "log.kept");
    assertEquals(": did you mean 'log.keep'?", NearestName.hint("log.keepp", both));
    assertEquals(
        ": did you mean 'log.keep'?",
        NearestName.hint("log.keepp", Arrays.asList("log.kept", "log.keep")));
  }

  @Test
  void whatIsThreeEditsAwayIsNoHint() {
    assertEquals("", NearestName.hint("Nine13", NAMES));
    assertEquals("", NearestName.hint("", NAMES));
  }
}
