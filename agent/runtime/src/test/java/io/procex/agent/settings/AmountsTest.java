package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class AmountsTest {
  @Test
  void suffixesOfSizesArePowersOf1024() {
    assertEquals(0, Amounts.size("0"));
    assertEquals(4096, Amounts.size("4K"));
    assertEquals(3L << 20, Amounts.size("3M"));
    assertEquals(2L << 30, Amounts.size("2G"));
    assertEquals(1L << 40, Amounts.size("1T"));
  }

  @Test
  void timesAreSumsOfUnits() {
    assertEquals(90, Amounts.seconds("90"));
    assertEquals(90, Amounts.seconds("1min 30s"));
    assertEquals(5400, Amounts.seconds("1h30min"));
    assertEquals(1, Amounts.seconds("1ms"));
    assertEquals(500, Amounts.microseconds("500"));
    assertEquals(2_000_000, Amounts.microseconds("2s"));
  }

  @Test
  void timesHaveAllOfSystemdsUnitsAndFractions() {
    assertEquals(14 * 86_400, Amounts.seconds("2weeks"));
    assertEquals(31_557_600, Amounts.seconds("1y"));
    assertEquals(31_557_600, Amounts.seconds("12M"));
    assertEquals(1_500_000, Amounts.microsecondsOfSeconds("1.5"));
    assertEquals(90_250_000, Amounts.microsecondsOfSeconds("1.5min 250ms"));
    assertEquals(3, Amounts.microsecondsOfSeconds("3μs"));
  }

  @Test
  void whatIsNoAmountIsRefused() {
    for (String text : new String[] {"", "-1", "1.5G", "4k", "K", "99999999999T", "1 M"}) {
      assertThrows(IllegalArgumentException.class, () -> Amounts.size(text), text);
    }
    for (String text :
        new String[] {"", "-1", "1x", "s", "1s x", "1 fortnight", "1.s", ".5s", "1.1234567s"}) {
      assertThrows(IllegalArgumentException.class, () -> Amounts.seconds(text), text);
    }
    assertThrows(IllegalArgumentException.class, () -> Amounts.count("1K"));
  }
}
