package io.procex.agent.sink;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StandardStreamTest {
  @Test
  void streamThatIsOpenForReadingAloneIsNoLog() {
    assertTrue(StandardStream.isReadOnly("pos:\t0\nflags:\t0100000\nmnt_id:\t15\n"));
    assertFalse(StandardStream.isReadOnly("pos:\t0\nflags:\t0100001\nmnt_id:\t15\n"));
    assertFalse(StandardStream.isReadOnly("pos:\t0\nflags:\t02002\n"));
    assertFalse(StandardStream.isReadOnly("")); // a kernel that does not tell
  }
}
