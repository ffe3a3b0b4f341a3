package io.procex.it.support;

import java.nio.charset.StandardCharsets;

/** What a host left behind: exit code, and every byte on its standard streams. */
public record Result(int exitCode, byte[] outBytes, byte[] errBytes) {
  public String out() {
    return new String(outBytes, StandardCharsets.UTF_8);
  }

  public String err() {
    return new String(errBytes, StandardCharsets.UTF_8);
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

  @Override
  public String toString() {
    return "exit " + exitCode + "\nstdout:\n" + out() + "\nstderr:\n" + err();
  }
}
