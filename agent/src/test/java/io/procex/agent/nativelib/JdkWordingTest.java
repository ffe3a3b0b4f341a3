package io.procex.agent.nativelib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class JdkWordingTest {
  private static String library(String... strings) {
    return "\0" + String.join("\0", strings) + "\0";
  }

  @Test
  void eachWordingIsToldByItsFormats() {
    String since25 = "%s, error: %d (%s) %s";
    assertEquals(JdkWording.CLASSIC, JdkWording.of(library("error=%d, %s", "Exec failed")));
    assertEquals(JdkWording.EXEC_FAILED, JdkWording.of(library(since25, "Exec failed")));
    assertEquals(
        JdkWording.EXEC_OR_DIRECTORY_FAILED,
        JdkWording.of(library(since25, "Exec failed", "Failed to access working directory")));
  }

  @Test
  void unknownFormatLeavesTheWordingToTheJdk() {
    assertEquals(JdkWording.UNKNOWN, JdkWording.of(library("Exec failed: %d")));
    assertEquals(JdkWording.UNKNOWN, JdkWording.of(""));
  }

  @Test
  void thisJdkIsKnown() {
    assertNotEquals(JdkWording.UNKNOWN, JdkWording.read());
  }
}
