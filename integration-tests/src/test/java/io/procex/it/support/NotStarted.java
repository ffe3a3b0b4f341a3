package io.procex.it.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** What strict=true leaves of a JVM that may not start: a reason, and no application. */
public final class NotStarted {
  private static final int ABORTED = 128 + 6;

  private NotStarted() {}

  /** From JDK 26 on the JVM itself says more after the reason: see StrictEnd. */
  public static void check(Jdk jdk, Result result, String reason) {
    List<String> lines = result.err().lines().toList();
    assertEquals(jdk.feature() < 26 ? 1 : ABORTED, result.exitCode(), result::toString);
    assertTrue(jdk.feature() >= 26 || lines.size() == 1, result::toString);
    assertEquals("", result.out().replaceAll("(?s)(#|FATAL ERROR).*", ""));
    assertTrue(lines.get(0).startsWith("procex-agent: "), result::toString);
    assertTrue(lines.get(0).contains(reason), result::toString);
    assertTrue(lines.get(0).endsWith("(strict=true)"), result::toString);
  }
}
