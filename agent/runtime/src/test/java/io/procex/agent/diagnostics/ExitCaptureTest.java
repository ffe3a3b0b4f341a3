package io.procex.agent.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import org.junit.jupiter.api.Test;

class ExitCaptureTest {
  private static final int ECHILD = 10;

  /** Its pid may be another process's by now: here it is that of this JVM. */
  @Test
  void childThatOthersHaveReapedGetsNoIdOfALaterProcess() {
    int pid = (int) OwnProcess.pid();
    Record record = new ExitCapture(pid, ECHILD, null, null).get();
    assertEquals("ECHILD", record.get(Field.ERROR));
    assertNull(record.get(Field.ID));
  }
}
