package io.procex.agent.cli;

import io.procex.agent.shared.AgentJar;
import java.io.File;
import java.nio.file.Path;

/** Finds the jar that this command was started from, and that JVMs will load. */
final class OwnJar {
  private OwnJar() {}

  /** The jar, with any path. */
  static Path file() throws CommandFailure {
    File file = AgentJar.file();
    if (file == null) {
      throw new CommandFailure("the file of the agent's jar cannot be found");
    }
    return file.toPath();
  }

  /** The jar, if its path allows a JVM to load it. */
  static Path path() throws CommandFailure {
    Path jar = file();
    // The JVM would take what follows the first '=' for the agent's options.
    if (jar.toString().indexOf('=') >= 0) {
      throw new CommandFailure(jar + ": a jar with '=' in its path cannot be attached");
    }
    return jar;
  }
}
