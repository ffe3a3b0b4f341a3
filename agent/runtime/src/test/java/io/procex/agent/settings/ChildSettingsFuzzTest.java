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
    for (Setting setting : Setting.values()) {
      String text = values.text(setting.key());
      boolean isTold =
          values.problems.stream().anyMatch(told -> told.startsWith(setting.key() + ":"));
      if (text != null && !text.isEmpty()) {
        assertEquals(isTold ? null : text, settings.inForce().get(setting.key()), setting.key());
      }
    }
    checkTexts(block, values, Setting.ENVIRONMENT);
    checkTexts(block, values, Setting.UNSET_ENVIRONMENT);
    checkTexts(block, values, Setting.WORKING_DIRECTORY);
    checkSum(block, values, Setting.LIMIT_CPU);
    checkSum(block, values, Setting.LIMIT_RTTIME);
    checkReadAgain(settings, values.problems);
  }

  private static FakeValues values(byte[] data) {
    return new FakeValues(
        FuzzInput.lines(data).stream().filter(l -> l.indexOf('=') > 0).toArray(String[]::new));
  }

  /** The core reads up to a NUL: one within a value would hide the rest. */
  private static void checkTexts(DecodedBlock block, FakeValues values, Setting setting) {
    if (block.has(setting)) {
      assertTrue(values.text(setting.key()).indexOf('\0') < 0, "a NUL within " + setting.key());
    }
  }

  /** Only infinity is written as a negative number. */
  private static void checkSum(DecodedBlock block, FakeValues values, Setting setting) {
    if (block.has(setting) && !values.text(setting.key()).contains("infinity")) {
      assertTrue(block.number(setting, 0) >= 0 && block.number(setting, 1) >= 0, setting.key());
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
