package io.procex.agent.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.record.Field;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

class RecordFilterTest {
  @Command
  private static final class Filtered {}

  private static RecordFilter filter(String... words) {
    return CommandLine.populateCommand(new RecordFilter(), words);
  }

  private static Map<Field, Object> record(String event, Object... fieldsAndValues) {
    Map<Field, Object> record = new EnumMap<>(Field.class);
    record.put(Field.EVENT, event);
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      record.put((Field) fieldsAndValues[i], fieldsAndValues[i + 1]);
    }
    return record;
  }

  @Test
  void failuresAreRefusedLaunchesSignalsAndOtherCodesThanZero() {
    RecordFilter failed = filter("--failed");
    assertTrue(failed.accepts(record("launch-failed")));
    assertTrue(failed.accepts(record("denied")));
    assertTrue(failed.accepts(record("exit", Field.EXIT_SIGNAL, "SIGKILL")));
    assertTrue(failed.accepts(record("exit", Field.EXIT_CODE, 1L)));
    assertFalse(failed.accepts(record("exit", Field.EXIT_CODE, 0L)));
    assertFalse(failed.accepts(record("launch")));
    assertFalse(failed.accepts(record("launch-declined")));
  }

  @Test
  void programIsFoundByItsPathOrAsItWasNamed() {
    RecordFilter named = filter("--program=conv[e]rt");
    assertTrue(named.accepts(record("launch", Field.EXECUTABLE, "/usr/bin/convert")));
    assertTrue(named.accepts(record("launch-failed", Field.COMMAND, "convert")));
    assertFalse(named.accepts(record("launch", Field.EXECUTABLE, "/bin/true")));
    assertFalse(named.accepts(record("launch")));
  }

  @Test
  void severalConditionsHoldTogether() {
    RecordFilter both = filter("--event=launch,exit", "--caller=App");
    assertTrue(both.accepts(record("launch", Field.FUNCTION, "com.example.App.run")));
    assertFalse(both.accepts(record("denied", Field.FUNCTION, "com.example.App.run")));
    assertFalse(both.accepts(record("exit")));
  }

  @Test
  void unknownEventIsNamed() {
    CommandLine line = new CommandLine(new Filtered());
    filter("--event=launch,denied").check(line);
    RecordFilter wrong = filter("--event=lunch");
    assertThrows(ParameterException.class, () -> wrong.check(line), "'lunch'");
  }
}
