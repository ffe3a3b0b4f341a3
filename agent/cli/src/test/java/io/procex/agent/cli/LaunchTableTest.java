package io.procex.agent.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.agent.record.Field;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of the command top. */
class LaunchTableTest {
  private final LaunchTable table = new LaunchTable();

  private void add(String event, String program, Object... fieldsAndValues) {
    Map<Field, Object> record = new EnumMap<>(Field.class);
    record.put(Field.EVENT, event);
    record.put(Field.EXECUTABLE, program);
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      record.put((Field) fieldsAndValues[i], fieldsAndValues[i + 1]);
    }
    table.add(record);
  }

  /** LIVE, LAUNCHED, PER S, FAILED, BAD of the first row. */
  private String[] row() {
    String[] words = table.text(1, 10).split("\n", -1)[2].trim().split(" +", -1);
    return new String[] {words[1], words[2], words[3], words[4], words[5]};
  }

  @Test
  void childrenLiveFromTheirLaunchToTheirExit() {
    add("launch", "/bin/a", Field.PID, 1L, Field.LAUNCH_TIME, 2000L);
    add("launch", "/bin/a", Field.PID, 2L);
    assertArrayEquals(new String[] {"2", "2", "2.0", "0", "0"}, row());
    add("exit", "/bin/a", Field.PID, 1L, Field.EXIT_CODE, 0L);
    add("exit", "/bin/a", Field.PID, 2L, Field.EXIT_SIGNAL, "SIGKILL", Field.CPU_USER, 7L);
    assertArrayEquals(new String[] {"0", "2", "0.0", "0", "1"}, row());
    assertEquals("0 live children", table.text(1, 10).split("\n", -1)[0]);
  }

  @Test
  void launchesPerSecondAreThoseSinceTheLastTable() {
    add("launch", "/bin/a", Field.PID, 1L);
    assertEquals("1.0", row()[2]);
    assertEquals("0.0", row()[2]);
    add("launch", "/bin/a", Field.PID, 2L);
    assertEquals("1.0", row()[2]);
  }

  @Test
  void failedAndDeniedLaunchesAreCounted() {
    add("launch-failed", "/bin/a");
    add("denied", "/bin/a");
    add("exit", "/bin/a", Field.PID, 9L, Field.EXIT_CODE, 3L); // launched before the table began
    assertArrayEquals(new String[] {"0", "0", "0.0", "2", "1"}, row());
  }
}
