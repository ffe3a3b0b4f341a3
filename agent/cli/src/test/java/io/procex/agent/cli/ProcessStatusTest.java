package io.procex.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProcessStatusTest {
  private final ProcessStatus status =
      ProcessStatus.parse("Name:\tjava\nUid:\t1000\t1001\t1002\t1003\nSigCgt:\t0000000200000004\n");

  @Test
  void userIsTheEffectiveOne() {
    assertEquals(1001, status.user());
    assertEquals("java", status.field("Name"));
    assertEquals("", status.field("Absent"));
  }

  @Test
  void handledSignalsMayBeRealTimeOnes() {
    assertTrue(status.catches(3));
    assertTrue(status.catches(34));
    assertFalse(status.catches(2));
    assertFalse(status.catches(35));
  }
}
