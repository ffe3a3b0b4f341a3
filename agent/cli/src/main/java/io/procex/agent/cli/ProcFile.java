package io.procex.agent.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a file of a process in /proc. The process may belong to another user, unlike with ProcSelf.
 */
final class ProcFile {
  private ProcFile() {}

  /**
   * Reads the file.
   *
   * @param process the process's directory
   * @throws java.nio.file.AccessDeniedException if the process belongs to another user
   * @throws java.nio.file.NoSuchFileException if the process has ended
   */
  static String read(Path process, String name) throws IOException {
    return new String(Files.readAllBytes(process.resolve(name)), StandardCharsets.UTF_8);
  }
}
