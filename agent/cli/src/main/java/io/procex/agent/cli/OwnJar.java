package io.procex.agent.cli;

import io.procex.agent.shared.AgentJar;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;

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

  /** The jar as the command line names it: a package's path for flags is a link. */
  static Path named() throws CommandFailure {
    Path file = file();
    try {
      Path named = Paths.get(System.getProperty("java.class.path", "")); // as java -jar sets it
      boolean isPlain = named.isAbsolute() && named.equals(named.normalize());
      return isPlain && Files.isSameFile(named, file) ? named : file;
    } catch (IOException | InvalidPathException isAnother) {
      return file;
    }
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
