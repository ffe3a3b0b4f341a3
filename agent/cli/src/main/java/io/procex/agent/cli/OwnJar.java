package io.procex.agent.cli;

import io.procex.agent.shared.AgentJar;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;

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

  /**
   * As the command line has it: a package's path for flags is a link, and stays when the file
   * moves.
   */
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
