package io.procex.bench.host;

import java.io.IOException;
import java.util.List;

/** A library that launches one command again and again; for one thread. */
interface Launcher {
  Child start() throws IOException;

  /** By the word that follows {@code by=}; the library is loaded only if it is asked for. */
  static Launcher of(Settings settings, List<String> command) throws IOException {
    String library = settings.word("by", "jdk");
    switch (library) {
      case "jdk":
        return new JdkLauncher(command, settings.word("stdio", "pipes"));
      case "nuprocess":
        return new NuLauncher(command);
      default:
        throw new IllegalArgumentException("no such library: " + library);
    }
  }
}
