package io.procex.agent.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of a process in /proc. Unlike those of ProcSelf it may be another user's. */
final class ProcFile {
  private ProcFile() {}

  /**
   * Reads it.
   *
   * @param process the process's directory
   * @throws java.nio.file.AccessDeniedException where that is another user's
   * @throws java.nio.file.NoSuchFileException where the process has ended
   */
  static String read(Path process, String name) throws IOException {
    return new String(Files.readAllBytes(process.resolve(name)), StandardCharsets.UTF_8);
  }
}
