package io.procex.agent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingQueueTest {
  @Test
  void boundIsASixteenthOfTheHeapWithinLimits() {
    assertEquals(1L << 20, PendingQueue.boundFor(8L << 20));
    assertEquals(6L << 20, PendingQueue.boundFor(96L << 20));
    assertEquals(64L << 20, PendingQueue.boundFor(Long.MAX_VALUE));
  }

  @Test
  void whatCameTooLateIsHandedOverWithoutTheMarksOfTheQueue() {
    PendingQueue queue = new PendingQueue(100);
    Pending first = Pending.of(null, 1);
    Pending second = Pending.of(null, 1);
    for (Pending one : Arrays.asList(first, PendingQueue.TELL, second, PendingQueue.END)) {
      assertTrue(queue.offer(one));
    }
    List<Pending> late = new ArrayList<>();
    assertEquals(4, queue.empty(late::add));
    assertEquals(Arrays.asList(first, second), late);
    assertTrue(queue.isEmpty());
  }
}
