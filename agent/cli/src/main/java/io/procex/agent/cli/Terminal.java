package io.procex.agent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/** Tells whether output goes to a terminal. System.console() does not tell from JDK 22 on. */
final class Terminal {
  private Terminal() {}

  /** True if stdout is a terminal that wants colours: see no-color.org. */
  static boolean isColoured() {
    return isStdout() && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
  }

  /** True if stdout is a terminal. */
  static boolean isStdout() {
    return isTerminal(1);
  }

  /** True if stderr is a terminal. */
  static boolean isStderr() {
    return isTerminal(2);
  }

  private static boolean isTerminal(int descriptor) {
    try {
      Path target = Files.readSymbolicLink(Paths.get("/proc/self/fd/" + descriptor));
      return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
    } catch (IOException unknown) {
      return false;
    }
  }
}
