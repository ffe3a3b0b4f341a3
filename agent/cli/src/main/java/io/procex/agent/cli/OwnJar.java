package io.procex.agent.cli;

import io.procex.agent.shared.AgentJar;
import java.io.File;
import java.nio.file.Path;

/** The jar that this command was started from, and that the JVM is to load. */
final class OwnJar {
  private OwnJar() {}

  /** Wherever it lies. */
  static Path file() throws CommandFailure {
    File file = AgentJar.file();
    if (file == null) {
      throw new CommandFailure("the file of the agent's jar cannot be found");
    }
    return file.toPath();
  }

  /** For a JVM that is to load it. */
  static Path path() throws CommandFailure {
    Path jar = file();
    // The JVM takes what follows the first '=' for the agent's options.
    if (jar.toString().indexOf('=') >= 0) {
      throw new CommandFailure(jar + ": a jar with '=' in its path cannot be attached");
    }
    return jar;
  }
}
