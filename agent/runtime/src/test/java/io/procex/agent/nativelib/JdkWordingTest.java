package io.procex.agent.nativelib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class JdkWordingTest {
  private static final String NEWER = "%s, error: %d (%s) %s";

  private static String library(String... strings) {
    return "\0" + String.join("\0", strings) + "\0";
  }

  @Test
  void classicWordingIsToldByItsFormat() {
    JdkWording wording = JdkWording.of(library("error=%d, %s", "Exec failed"), 17);
    assertEquals("error={errno}, {text}", wording.exec());
    assertEquals(wording.exec(), wording.chdir());
    assertEquals(wording.exec(), wording.pipe());
    assertEquals("", wording.advice());
  }

  @Test
  void newerWordingIsToldByItsFormat() {
    JdkWording wording = JdkWording.of(library(NEWER, "Exec failed"), 21);
    assertEquals("Exec failed, error: {errno} ({text}) ", wording.exec());
    assertEquals(wording.exec(), wording.chdir());
    assertEquals("Bad file descriptor, error: {errno} ({text}) ", wording.pipe());
    assertEquals("", wording.advice());
  }

  @Test
  void directoryMayHaveItsOwnText() {
    String directory = "Failed to access working directory";
    JdkWording wording = JdkWording.of(library(NEWER, "Exec failed", directory), 21);
    assertEquals(directory + ", error: {errno} ({text}) ", wording.chdir());
  }

  @Test
  void adviceIsTheJdksOwn() {
    String advice = "\nPossible reasons:\n - one\n";
    assertEquals(advice, JdkWording.of(library(NEWER, "Exec failed", advice), 25).advice());
    assertNull(JdkWording.of(library(NEWER, "Exec failed"), 25).pipe());
  }

  @Test
  void unknownFormatLeavesTheWordingToTheJdk() {
    assertNull(JdkWording.of(library("Exec failed: %d"), 25).exec());
    assertNull(JdkWording.of("", 25).pipe());
  }

  @Test
  void thisJdkIsKnown() {
    assertNotNull(JdkWording.read().exec());
  }
}
