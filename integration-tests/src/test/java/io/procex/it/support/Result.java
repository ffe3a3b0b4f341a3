package io.procex.it.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;

/** What a host left behind: exit code, and every byte on its standard streams. */
public final class Result {
  private final int exitCode;
  private final byte[] out;
  private final byte[] err;

  public Result(int exitCode, byte[] out, byte[] err) {
    this.exitCode = exitCode;
    this.out = out;
    this.err = err;
  }

  public int exitCode() {
    return exitCode;
  }

  public byte[] outBytes() {
    return out.clone();
  }

  public byte[] errBytes() {
    return err.clone();
  }

  public String out() {
    return new String(out, StandardCharsets.UTF_8);
  }

  public String err() {
    return new String(err, StandardCharsets.UTF_8);
  }

  /** The rest of the first line of stdout that begins so. */
  public String line(String prefix) {
    return out()
        .lines()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line '" + prefix + "...' in: " + this));
  }

  /** So many launches, all by the best rung of the core; none failed, none by the JDK. */
  public void assertLaunchedByCore(int launches) {
    assertEquals(launchedByCore(launches), line("agent "), this::toString);
  }

  /** The same of what a host has printed until now. */
  public static void assertLaunchedByCore(int launches, String printed) {
    assertTrue(printed.contains("agent " + launchedByCore(launches) + "\n"), printed);
  }

  /** As the agent's status words it. */
  public static String launchedByCore(int launches) {
    return launches + " shared-table, 0 failed, 0 fallbacks";
  }

  @Override
  public String toString() {
    return "exit " + exitCode + "\nstdout:\n" + out() + "\nstderr:\n" + err();
  }
}
