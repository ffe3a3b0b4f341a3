package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.procex.agent.fuzz.FuzzInput;
import java.util.List;

/** Lines {@code key=value} as what is set on children. */
class ChildSettingsFuzzTest {
  @FuzzTest
  void whatIsInForceIsAllThereIs(byte[] data) {
    FakeValues values = values(data);
    ChildSettings settings = ChildSettings.read(values);
    DecodedBlock block = new DecodedBlock(settings.block());
    for (Knob knob : Knob.values()) {
      String text = values.text(knob.key());
      boolean isTold = values.problems.stream().anyMatch(told -> told.startsWith(knob.key() + ":"));
      if (text != null && !text.isEmpty()) {
        assertEquals(isTold ? null : text, settings.inForce().get(knob.key()), knob.key());
      }
    }
    checkTexts(block, values, Knob.ENVIRONMENT);
    checkTexts(block, values, Knob.UNSET_ENVIRONMENT);
    checkTexts(block, values, Knob.WORKING_DIRECTORY);
    checkSum(block, values, Knob.LIMIT_CPU);
    checkSum(block, values, Knob.LIMIT_RTTIME);
    checkReadAgain(settings, values.problems);
  }

  private static FakeValues values(byte[] data) {
    return new FakeValues(
        FuzzInput.lines(data).stream().filter(l -> l.indexOf('=') > 0).toArray(String[]::new));
  }

  /** The core reads up to a NUL: one within a value would hide the rest. */
  private static void checkTexts(DecodedBlock block, FakeValues values, Knob knob) {
    if (block.has(knob)) {
      assertTrue(values.text(knob.key()).indexOf('\0') < 0, "a NUL within " + knob.key());
    }
  }

  /** Only infinity is written as a negative number. */
  private static void checkSum(DecodedBlock block, FakeValues values, Knob knob) {
    if (block.has(knob) && !values.text(knob.key()).contains("infinity")) {
      assertTrue(block.number(knob, 0) >= 0 && block.number(knob, 1) >= 0, knob.key());
    }
  }

  /** Rules are laid over what was written. */
  private static void checkReadAgain(ChildSettings settings, List<String> problems) {
    FakeValues again = new FakeValues();
    settings.written().forEach(again::put);
    ChildSettings second = ChildSettings.read(again);
    assertEquals(problems, again.problems);
    assertArrayEquals(settings.block(), second.block());
    assertEquals(settings.obstacle(), second.obstacle());
    assertEquals(settings.inForce(), second.inForce());
  }
}
