package io.procex.agent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossesTest {
  private final List<Object> seen = new ArrayList<>();

  private abstract class Noted implements Sink {
    private final String name;

    Noted(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
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
            new Noted("closes") {
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
            new Noted("takes nothing") {
              @Override
              public void write(Record record) {
                throw new InternalError("of the test"); // JUnit ends at an OutOfMemoryError
              }
            });
    losses.add(1);
    losses.tellLastAndClose();
    assertEquals(Arrays.asList("closed"), seen);
  }

  @Test
  void whatCouldNotBeToldTheNextSinkOfThatNameTells() throws IOException {
    Losses first = new Losses(broken("file"));
    first.add(2);
    first.tellLastAndClose();
    first.add(3); // by a launch that still knows it
    Losses other = new Losses(working("another"));
    other.tell();
    Losses next = new Losses(working("file"));
    next.add(4);
    assertThrows(IOException.class, () -> new Losses(broken("file")).tell());
    next.tell();
    next.tell();
    assertEquals(Arrays.asList("closed", 9L), seen);
    assertEquals(4, next.count());
  }

  private Sink broken(String name) {
    return new Noted(name) {
      @Override
      public void write(Record record) throws IOException {
        throw new IOException("of the test");
      }
    };
  }

  private Sink working(String name) {
    return new Noted(name) {
      @Override
      public void write(Record record) {
        seen.add(record.get(Field.DROPPED));
      }
    };
  }
}
