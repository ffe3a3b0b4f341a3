package io.procex.agent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.agent.record.Event;
import io.procex.agent.record.Record;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A record that comes while its queue ends: launches go on when the agent is taken away. */
@Timeout(60)
class SinkQueueEndTest {
  private static final Sink SINK =
      new Sink() {
        @Override
        public String name() {
          return "ending";
        }

        @Override
        public void write(Record record) {}
      };

  private static Thread threadOf(SinkQueue queue) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(queue::isWrittenBy)
        .findFirst()
        .orElseThrow(AssertionError::new);
  }

  /** Its queue ends between two steps of the offer: by then nobody takes from it. */
  private static final class Late implements Pending {
    private final SinkQueue queue;
    private final Thread thread;

    Late(SinkQueue queue) {
      this.queue = queue;
      thread = threadOf(queue);
    }

    @Override
    public long weight() {
      queue.end();
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return 1;
    }

    @Override
    public Record get() {
      return new Record(Event.LAUNCH, Instant.EPOCH);
    }
  }

  @Test
  void recordThatComesAtThatMomentIsCountedAsLost() {
    SinkQueue queue = new SinkQueue(SINK, new PendingQueue(100), () -> {}, complaint -> {});
    queue.offer(new Late(queue));
    assertEquals(1, queue.dropped());
  }

  @Test
  void recordThatComesLaterIsCountedAsLost() throws Exception {
    SinkQueue queue = new SinkQueue(SINK, new PendingQueue(100), () -> {}, complaint -> {});
    Thread thread = threadOf(queue);
    queue.end();
    thread.join();
    queue.offer(Pending.of(new Record(Event.LAUNCH, Instant.EPOCH), 1));
    assertEquals(1, queue.dropped());
  }
}
