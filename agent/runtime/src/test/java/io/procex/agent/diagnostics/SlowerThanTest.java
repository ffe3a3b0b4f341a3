package io.procex.agent.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlowerThanTest {
  private final SlowerThan setting = new SlowerThan();

  @ParameterizedTest
  @CsvSource({
    "1 ns, 1",
    "7us, 7000",
    "20 ms, 20000000",
    "20ms, 20000000",
    "2 s, 2000000000",
    "1 m, 60000000000",
    "1 h, 3600000000000",
    "1 d, 86400000000000"
  })
  void admitsWhatTookAtLeastSoLong(String value, long nanos) {
    setting.setValue(value);
    assertEquals(value, setting.getValue());
    assertTrue(setting.admits(nanos));
    assertFalse(setting.admits(nanos - 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0 ns", "20", "ms", "20 weeks", "-1 s", "9999999999999999999 s"})
  void admitsAllIfTheValueSaysNothing(String value) {
    setting.setValue(value);
    assertTrue(setting.admits(0));
  }

  @Test
  void ofSeveralRecordingsTheOneThatWantsMostDecides() {
    assertEquals("5 ms", combined("20 ms", "5 ms", "1 s"));
    assertEquals("0 ns", combined("20 ms", "0 ns"));
    assertEquals("0 ns", combined());
  }

  private String combined(String... values) {
    Set<String> set = new LinkedHashSet<>(List.of(values));
    return setting.combine(set);
  }
}
