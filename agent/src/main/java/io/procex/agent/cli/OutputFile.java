package io.procex.agent.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that a command writes, over another one only where that is asked for. */
final class OutputFile {
  private static final OpenOption[] NEW = {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
  private static final OpenOption[] OVER = {
    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
  };

  private OutputFile() {}

  /** Fails early where it is there already. */
  static void check(Path file, boolean force) throws CommandFailure {
    if (!force && Files.exists(file)) {
      throw new CommandFailure(
          Printable.of(file.toString()) + " exists: --force overwrites it, --output names another");
    }
  }

  /** Writes all of it. */
  static void write(Path file, byte[] bytes, boolean force) throws CommandFailure {
    try {
      Files.write(file, bytes, force ? OVER : NEW);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(Printable.of(file.toString()) + " exists");
    } catch (IOException e) {
      throw new CommandFailure("the file cannot be written: " + Printable.of(e.toString()));
    }
  }
}
