package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.ProcexWatchedTable.Watched;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Processes are found by the numbers of their pidfds, which may be any. */
class ProcexWatchedTableTest {
  private final ProcexWatchedTable table = new ProcexWatchedTable();

  private static Watched process(int pidfd) {
    return new Watched(pidfd, () -> {}, true, null, null);
  }

  @Test
  void processesOfAllNumbersAreFoundAndTakenOut() {
    int[] numbers = {0, 63, 64, 255, 256, 511, 512, 5_000, 1_000_000};
    Watched[] processes = new Watched[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      assertNull(table.get(numbers[i]));
      assertNull(table.remove(numbers[i]));
      processes[i] = process(numbers[i]);
      assertNull(table.put(processes[i]));
      assertEquals(i + 1, table.size());
    }
    assertEquals(Arrays.asList(processes), table.all());
    for (int i = 0; i < numbers.length; i++) {
      assertSame(processes[i], table.get(numbers[i]));
      assertSame(processes[i], table.remove(numbers[i]));
      assertNull(table.get(numbers[i]));
      assertEquals(numbers.length - 1 - i, table.size());
    }
    assertEquals(Collections.emptyList(), table.all());
  }

  @Test
  void processThatTakesTheNumberOfAnotherIsCountedOnce() {
    Watched first = process(7);
    Watched second = process(7);
    table.put(first);
    assertSame(first, table.put(second));
    assertEquals(1, table.size());
    assertEquals(Collections.singletonList(second), table.all());
    assertEquals(1, table.size());
  }

  @Test
  void processWithoutALifetimeLeadsNoGroup() {
    table.put(process(7));
    assertNull(table.signalGroup(7, 0));
  }
}
