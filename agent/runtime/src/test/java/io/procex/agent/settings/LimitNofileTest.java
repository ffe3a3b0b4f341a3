package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LimitNofileTest {
  @Test
  void oneNumberSetsBothLimits() {
    LimitNofile limit = LimitNofile.parse("4096");
    assertEquals(4096, limit.soft());
    assertEquals(4096, limit.hard());
  }

  @Test
  void softAndHardAreSeparatedByAColon() {
    LimitNofile limit = LimitNofile.parse("1024:infinity");
    assertEquals(1024, limit.soft());
    assertEquals(LimitNofile.INFINITY, limit.hard());
  }

  @Test
  void inheritKeepsBoth() {
    assertEquals(-2, LimitNofile.parse("inherit").soft());
    assertEquals(-2, LimitNofile.parse("inherit").hard());
  }

  @Test
  void originalIsAtMostWhatTheJvmHasNow() {
    Long soft = OriginalSoftLimit.find();
    if (soft == null) {
      assertThrows(IllegalArgumentException.class, () -> LimitNofile.parse("original"));
    } else {
      assertEquals(soft, LimitNofile.parse("original").soft());
    }
  }

  @Test
  void whatIsNoLimitIsRefused() {
    String[] wrong = {"", "x", "-1", "+1", "1k", "1:2:3", ":", "1:", ":1", "20:10", "infinity:10"};
    for (String text : wrong) {
      assertThrows(IllegalArgumentException.class, () -> LimitNofile.parse(text), text);
    }
  }
}
