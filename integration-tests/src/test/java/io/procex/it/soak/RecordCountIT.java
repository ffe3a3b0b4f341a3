package io.procex.it.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a long run finds missing among its records. */
class RecordCountIT {
  private final RecordCount records = new RecordCount(2);

  private void launch(int number) {
    records.accept(
        "{\"event.name\":\"launch\",\"procex.process.id\":\"id%d\",\"process.args\":[\"n=%d\"]}"
            .formatted(number, number));
  }

  private void exit(String id) {
    records.accept("{\"event.name\":\"exit\",\"procex.process.id\":\"%s\"}".formatted(id));
  }

  private void dropped(int count) {
    records.accept("{\"event.name\":\"dropped\",\"procex.dropped\":%d}".formatted(count));
  }

  private Map<String, Integer> differences() {
    return records.differences("1111".getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void nothingIsMissingThoughAnExitComesBeforeItsLaunch() {
    exit("id0");
    launch(0);
    launch(1);
    exit("id1");
    assertEquals(Map.of(), differences());
  }

  @Test
  void launchThatIsToldAsLostIsOneRecordThoughItsExitHasNoNameThen() {
    exit("id0");
    launch(1);
    exit("id1");
    assertEquals(Map.of("missing", 1), differences());
    dropped(1);
    assertEquals(Map.of(), differences());
  }

  @Test
  void exitWithTheIdOfNoLaunchIsMissing() {
    launch(0);
    exit("another");
    launch(1);
    exit("id1");
    assertEquals(Map.of("missing", 1), differences());
  }

  @Test
  void recordThatIsThereTwiceIsNamed() {
    launch(0);
    launch(0);
    exit("id0");
    launch(1);
    exit("id1");
    assertEquals(Map.of("launch recorded 2 times instead of 1", 1), differences());
  }
}
