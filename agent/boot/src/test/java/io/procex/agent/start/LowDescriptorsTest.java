package io.procex.agent.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.FileDescriptor;
import org.junit.jupiter.api.Test;

class LowDescriptorsTest {
  private final LowDescriptors reserved = new LowDescriptors();

  private static String own() throws Exception {
    return new File("/proc/self").getCanonicalFile().getName();
  }

  /** The soft limit of this JVM on open files, and then back to the hard one. */
  private static void limit(String soft) throws Exception {
    assertEquals(
        0,
        new ProcessBuilder("prlimit", "--pid", own(), "--nofile=" + soft + ":").start().waitFor());
  }

  @Test
  void numbersBelowTheBoundaryAreTakenAndGivenBack() throws Exception {
    reserved.reserve();
    FileDescriptor[] all = reserved.all();
    assertTrue(all.length > 0);
    for (FileDescriptor one : all) {
      assertTrue(one.valid());
    }
    reserved.release();
    for (FileDescriptor one : all) {
      assertEquals(false, one.valid());
    }
    assertEquals(0, reserved.all().length);
  }

  @Test
  void underALowLimitNoneIsReserved() throws Exception {
    String before = softLimit();
    limit("511");
    try {
      reserved.reserve();
      assertEquals(0, reserved.all().length);
    } finally {
      limit(before);
      reserved.release();
    }
  }

  @Test
  void allAreGivenBackIfTheLimitWasLoweredMeanwhile() throws Exception {
    reserved.reserve();
    String before = softLimit();
    limit("511");
    try {
      reserved.yieldToLowLimit();
      assertEquals(0, reserved.all().length);
    } finally {
      limit(before);
      reserved.release();
    }
  }

  private static String softLimit() throws Exception {
    String limits = io.procex.agent.shared.ProcSelf.read("limits");
    String row = limits.substring(limits.indexOf("Max open files") + "Max open files".length());
    return row.trim().split(" +", -1)[0];
  }
}
