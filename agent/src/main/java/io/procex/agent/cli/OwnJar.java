package io.procex.agent.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.nio.file.Paths;

/** The jar that this command was started from, and that the JVM is to load. */
final class OwnJar {
  private OwnJar() {}

  static Path path() throws CommandFailure, URISyntaxException {
    Path jar =
        Paths.get(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toAbsolutePath();
    // The JVM takes what follows the first '=' for the agent's options.
    if (jar.toString().indexOf('=') >= 0) {
      throw new CommandFailure(jar + ": a jar with '=' in its path cannot be attached");
    }
    return jar;
  }
}
