package io.procex.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StrictEndTest {
  @Test
  void malformedLockdownCountsAsRequired() throws IOException {
    for (String value : new String[] {"=exec-required", "=exec-requird", "=", ""}) {
      assertTrue(StrictEnd.isAskedFor("lockdown" + value), value);
      assertFalse(StrictEnd.isAskedFor("enabled=false,lockdown" + value), value);
    }
    assertFalse(StrictEnd.isAskedFor("lockdown=exec"));
    assertFalse(StrictEnd.isAskedFor("lockdown=off"));
  }

  @Test
  void reasonIsTheOptionAndNoPath() {
    assertEquals("lockdown", StrictEnd.reason("lockdown=exec is not in force: x"));
    assertEquals("lockdown", StrictEnd.reason("unknown option 'x'; option 'lockdown' has 'y'"));
    assertEquals("strict=true", StrictEnd.reason("/opt/lockdown/x.yaml cannot be read"));
  }
}
