package io.procex.agent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SinkQueueTest {
  private static final long BOUND = 1000;
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private final LinkedBlockingQueue<Object> written = new LinkedBlockingQueue<>();

  private static Pending named(String name, long weight) {
    return Pending.of(new Record(Event.LAUNCH, Instant.EPOCH).put(Field.COMMAND, name), weight);
  }

  private static Object label(Record record) {
    Object name = record.get(Field.COMMAND);
    return name == null ? record.get(Field.DROPPED) : name;
  }

  private interface Writing {
    void write(Object name) throws Exception;
  }

  private SinkQueue queue(Writing writing) {
    return queue(writing, complaints::add);
  }

  private SinkQueue queue(Writing writing, Consumer<String> told) {
    Sink sink =
        new Sink() {
          @Override
          public String name() {
            return "test";
          }

          @Override
          public void write(Record record) throws IOException {
            try {
              writing.write(label(record));
            } catch (IOException | RuntimeException e) {
              throw e;
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
            written.add(label(record));
          }
        };
    return new SinkQueue(sink, new PendingQueue(BOUND), () -> {}, told);
  }

  private static void offerAll(SinkQueue queue, String... names) {
    for (String name : names) {
      queue.offer(named(name, 1));
    }
  }

  private void assertWritten(Object... names) throws Exception {
    for (Object name : names) {
      assertEquals(name, written.take());
    }
  }

  @Test
  void sinkThatHangsHoldsNoMoreThanTheBoundInBytes() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    SinkQueue queue =
        queue(
            name -> {
              hangs.countDown();
              released.await();
            });
    queue.offer(named("first", BOUND));
    hangs.await();
    assertTrue(queue.offer(named("second", BOUND - 1)), "the first waits no more");
    assertFalse(queue.offer(named("too large", 2)));
    assertTrue(queue.offer(named("small", 1)));
    assertEquals(1, queue.dropped());
    released.countDown();
    assertWritten("first", 1L, "second", "small");
    queue.end();
  }

  @Test
  void recordThatASinkDoesNotTakeIsLostAlone() throws Exception {
    SinkQueue queue =
        queue(
            name -> {
              if ("huge".equals(name)) {
                throw new RecordLostException("too large");
              }
            });
    offerAll(queue, "before", "huge", "after");
    assertWritten("before", 1L, "after");
    assertEquals(1, queue.dropped());
    queue.end();
  }

  @Test
  void lossIsToldThoughNoOtherRecordComes() throws Exception {
    SinkQueue queue = failingOnce();
    offerAll(queue, "lost");
    assertWritten(1L);
    queue.drainUntil(Long.MAX_VALUE);
    assertEquals(
        Arrays.asList("records for test are lost: java.io.IOException: full", "test works again"),
        complaints);
    queue.end();
  }

  /** Other options came, or the agent was detached, within a second after the failure. */
  @Test
  void lossIsToldBeforeTheQueueEnds() throws Exception {
    SinkQueue queue = failingOnce();
    offerAll(queue, "lost");
    queue.end();
    assertEquals(1L, written.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void whoCatchesUpFindsAllWritten() throws Exception {
    SinkQueue queue = queue(name -> {});
    for (String name : new String[] {"first", "second"}) {
      offerAll(queue, name);
      queue.catchUpUntil(Long.MAX_VALUE);
      assertEquals(name, written.poll());
    }
    queue.end();
  }

  @Test
  void whoIsInterruptedWhileItWaitsForAllLearnsIt() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    SinkQueue queue = queue(name -> released.await());
    offerAll(queue, "a");
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> queue.drainUntil(Long.MAX_VALUE));
    released.countDown();
    assertWritten("a");
    queue.end();
  }

  @Test
  void lossIsToldBeforeTheJvmEnds() throws Exception {
    SinkQueue queue = failingOnce();
    offerAll(queue, "lost");
    queue.drainUntil(Long.MAX_VALUE);
    assertEquals(1L, written.poll());
    queue.end();
  }

  private SinkQueue failingOnce() {
    return queue(
        name -> {
          if (name.equals("lost")) {
            throw new IOException("full");
          }
        });
  }

  @Test
  void recordThatCannotBeMadeIsLostAlone() throws Exception {
    SinkQueue queue = queue(name -> {});
    queue.offer(
        new Pending() {
          @Override
          public Record get() {
            throw new OutOfMemoryError("of a test");
          }

          @Override
          public long weight() {
            return 1;
          }
        });
    offerAll(queue, "after");
    assertWritten(1L, "after");
    queue.end();
  }

  @Test
  void interruptsReachNoSinkAndEndNoThread() throws Exception {
    LinkedBlockingQueue<Thread> writer = new LinkedBlockingQueue<>();
    SinkQueue queue =
        queue(
            name -> {
              if (Thread.currentThread().isInterrupted()) {
                throw new IOException("interrupted");
              }
              writer.add(Thread.currentThread());
              Thread.currentThread().interrupt();
            });
    offerAll(queue, "a", "b");
    assertWritten("a", "b");
    writer.take().interrupt();
    offerAll(queue, "c");
    assertWritten("c");
    assertEquals(Collections.emptyList(), complaints);
    queue.end();
  }

  @Test
  void threadOutlivesComplaintsThatCannotBeMade() throws Exception {
    SinkQueue queue =
        queue(
            name -> {
              throw new IllegalStateException("of a test");
            },
            complaint -> {
              throw new OutOfMemoryError("of a test");
            });
    offerAll(queue, "bad");
    queue.drainUntil(Long.MAX_VALUE);
    assertEquals(1, queue.dropped());
    queue.end();
  }
}
