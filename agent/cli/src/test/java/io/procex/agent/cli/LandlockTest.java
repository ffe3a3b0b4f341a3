package io.procex.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LandlockTest {
  private static final String IOCTL = "to restrict ioctl on devices (ABI 5, Linux 6.10)";
  private static final String TRUNCATION = "to restrict truncation (ABI 3, Linux 6.2), " + IOCTL;

  @Test
  void versionIsNamedWithWhatItLacks() {
    String moves = "to allow moves to another directory (ABI 2, Linux 5.19), ";
    assertEquals("ABI 1; lacks: " + moves + TRUNCATION, Landlock.describe(1));
    assertEquals("ABI 2; lacks: " + TRUNCATION, Landlock.describe(2));
    assertEquals("ABI 3; lacks: " + IOCTL, Landlock.describe(3));
    assertEquals("ABI 4; lacks: " + IOCTL, Landlock.describe(4));
    for (int abi : new int[] {5, 7, 10, 11}) {
      assertEquals("ABI " + abi + ": all that the settings of paths use", Landlock.describe(abi));
    }
  }

  @Test
  void lockdownTakesTheSecondVersionAndTheEighthToConfineAllThreadsAtOnce() {
    for (int abi : new int[] {-38, -95, -1, 1}) {
      assertEquals(
          "only if the rules allow no program at all: the rest needs Landlock of Linux 5.19",
          Landlock.lockdown(abi));
    }
    String byOne = "possible by this kernel: threads are confined one by one, by a signal";
    assertEquals(byOne, Landlock.lockdown(2));
    assertEquals(byOne, Landlock.lockdown(7));
    assertEquals("possible by this kernel: it confines all threads at once", Landlock.lockdown(8));
  }

  @Test
  void kernelWithoutItSaysWhy() {
    assertEquals(
        "none: this kernel is older than Linux 5.13, or was built without it",
        Landlock.describe(-38));
    assertEquals("switched off: the kernel was started without it (lsm=)", Landlock.describe(-95));
    assertEquals("unknown: a filter of system calls is in the way", Landlock.describe(-1));
    assertEquals("unknown", Landlock.describe(-12));
  }
}
