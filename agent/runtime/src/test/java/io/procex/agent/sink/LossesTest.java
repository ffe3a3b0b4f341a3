package io.procex.agent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossesTest {
  private final List<Object> seen = new ArrayList<>();

  private abstract class Noted implements Sink {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public void close() {
      seen.add("closed");
    }
  }

  @Test
  void theLastAreToldBeforeTheSinkIsClosedAndThoseOfTheCloseAreCounted() {
    Losses losses =
        new Losses(
            new Noted() {
              @Override
              public void write(Record record) {
                seen.add(record.get(Field.DROPPED));
              }

              @Override
              public long takeLost() {
                return seen.contains("closed") ? 3 : 0;
              }
            });
    losses.add(2);
    losses.tellLastAndClose();
    assertEquals(Arrays.asList(2L, "closed"), seen);
    assertEquals(5, losses.count());
  }

  @Test
  void sinkThatTakesNothingIsClosed() {
    Losses losses =
        new Losses(
            new Noted() {
              @Override
              public void write(Record record) {
                throw new InternalError("of the test"); // JUnit ends at an OutOfMemoryError
              }
            });
    losses.add(1);
    losses.tellLastAndClose();
    assertEquals(Arrays.asList("closed"), seen);
  }
}
