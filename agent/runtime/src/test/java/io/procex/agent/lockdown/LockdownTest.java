package io.procex.agent.lockdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.rules.AllowedPrograms;
import io.procex.agent.rules.Rules;
import io.procex.agent.settings.Values;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is noted after the kernel has answered. */
class LockdownTest {
  // As in ProcexNumbers, which tests are compiled without.
  private static final int ERROR = 1;
  private static final int SIZE = 5;
  private static final int STEP = 0;
  private static final int STEP_NONE = 0;
  private static final int STEP_SIGNAL = 7;
  private static final int STEP_THREADS = 6;

  private static final int ETIMEDOUT = 110;
  private static final int EBUSY = 16;

  @TempDir Path temporary;

  private final Lockdown lockdown = new Lockdown();

  private Rules allowing(String programs) throws Exception {
    String text =
        "version: 1\nrules: [{name: x, action: allow, executable: ["
            + programs
            + "]}]\ndefault: {action: deny}\n";
    Path file = temporary.resolve("rules.yaml");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    Values none =
        new Values() {
          @Override
          public String text(String key) {
            return null;
          }

          @Override
          public String malformed(String key, String expected) {
            return key + ": " + expected;
          }
        };
    return Rules.read(file, none);
  }

  private String conclude(int step, int error) throws Exception {
    AllowedPrograms programs = allowing("/usr/bin/env").allowedPrograms();
    int[] outcome = new int[SIZE];
    outcome[STEP] = step;
    outcome[ERROR] = error;
    return lockdown.conclude(programs, NeededFiles.of(programs), outcome);
  }

  @Test
  void whatOnlySomeThreadsHoldStillLimitsRules() throws Exception {
    String reason = conclude(STEP_THREADS, ETIMEDOUT);
    assertEquals(
        "only some threads are confined, and stay so until the JVM ends,"
            + " since one does not answer a signal: ETIMEDOUT",
        reason);
    assertTrue(lockdown.isHeld());
    assertEquals(reason, lockdown.obstacle());
    assertTrue(lockdown.excess(allowing("/usr/bin/env, /usr/bin/true")).contains("/usr/bin/true"));
    assertNull(lockdown.excess(allowing("/no/such")));
  }

  @Test
  void whatFailsBeforeAnyThreadHoldsItLimitsNothing() throws Exception {
    assertEquals(
        "threads cannot be told by a signal, since each is in use or blocked by a thread: EBUSY",
        conclude(STEP_SIGNAL, EBUSY));
    assertFalse(lockdown.isHeld());
    assertNull(lockdown.excess(allowing("/usr/bin/env, /usr/bin/true")));
  }

  @Test
  void whatIsInForceHasNoObstacle() throws Exception {
    assertNull(conclude(STEP_NONE, 0));
    assertTrue(lockdown.isHeld());
    assertNull(lockdown.obstacle());
    assertTrue(lockdown.toString().contains(" files can be executed, by Landlock"));
  }
}
