package io.procex.agent.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentFileTest {
  private static String a(String text) {
    return EnvironmentFile.parse(text).get("A");
  }

  /** systemd.exec(5), EnvironmentFile=. */
  @Test
  void valuesAreReadAsSystemdDoes() {
    assertEquals("1 2", a("A=1 2  \n"));
    assertEquals("1 2", a("  A =  1 2"));
    assertEquals(" x ", a("A=' x '"));
    assertEquals("a\"b$c\\d", a("A=\"a\\\"b\\$c\\\\d\""));
    assertEquals("\\n", a("A=\"\\n\""));
    assertEquals("\\n", a("A='\\n'"));
    assertEquals("one two", a("A=one \\\ntwo"));
    assertEquals("one\ntwo", a("A=\"one\ntwo\""));
    assertEquals("it's", a("A=it's"));
    assertEquals("", a("A="));
    assertEquals("2", a("A=1\nA=2\n"));
    assertEquals("x", a("A=x\r\n"));
  }

  @Test
  void whatIsNoAssignmentIsPassedOver() {
    assertEquals(
        Map.of("B", "1"), EnvironmentFile.parse("#A=1\n; A=2\nexport A=3\nA\n\n1A=4\nB=1\n"));
    assertEquals(Map.of("B", "x\nA=1"), EnvironmentFile.parse("B='x\nA=1'"));
  }
}
