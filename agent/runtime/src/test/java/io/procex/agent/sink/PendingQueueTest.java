package io.procex.agent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PendingQueueTest {
  @Test
  void boundIsASixteenthOfTheHeapWithinLimits() {
    assertEquals(1L << 20, PendingQueue.boundFor(8L << 20));
    assertEquals(6L << 20, PendingQueue.boundFor(96L << 20));
    assertEquals(64L << 20, PendingQueue.boundFor(Long.MAX_VALUE));
  }
}
