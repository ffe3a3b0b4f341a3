package io.procex.agent.cli;

import io.procex.agent.start.AgentJar;
import java.io.File;
import java.nio.file.Path;

/** The jar that this command was started from, and that the JVM is to load. */
final class OwnJar {
  private OwnJar() {}

  static Path path() throws CommandFailure {
    File file = AgentJar.file();
    if (file == null) {
      throw new CommandFailure("the file of the agent's jar cannot be found");
    }
    Path jar = file.toPath();
    // The JVM takes what follows the first '=' for the agent's options.
    if (jar.toString().indexOf('=') >= 0) {
      throw new CommandFailure(jar + ": a jar with '=' in its path cannot be attached");
    }
    return jar;
  }
}
