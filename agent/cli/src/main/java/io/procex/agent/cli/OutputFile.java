package io.procex.agent.cli;

import io.procex.agent.record.Printable;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes the output file of a command. An existing file is replaced only with --force. */
final class OutputFile {
  private static final OpenOption[] NEW = {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
  private static final OpenOption[] OVER = {
    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
  };

  private static final CopyOption[] OVER_ANOTHER = {StandardCopyOption.ATOMIC_MOVE};
  private static final CopyOption[] TO_A_NEW_NAME = {}; // fails if the file exists

  private OutputFile() {}

  /** Fails if the file exists and may not be replaced, before a command does its work. */
  static void check(Path file, boolean force) throws CommandFailure {
    if (!force && Files.exists(file)) {
      throw new CommandFailure(Printable.of(file.toString()) + " exists: --force overwrites it");
    }
  }

  /** Writes the whole file. */
  static void write(Path file, byte[] bytes, boolean force) throws CommandFailure {
    try {
      Files.write(file, bytes, force ? OVER : NEW);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(Printable.of(file.toString()) + " exists");
    } catch (IOException e) {
      throw new CommandFailure("the file cannot be written: " + Printable.of(e.toString()));
    }
  }

  /**
   * Writes the file under another name first, readable for all, and then renames it. Whoever opens
   * the file finds either all of it or all of the old one, which JVMs may have open or mapped.
   */
  static void replace(Path file, byte[] bytes, boolean force) throws CommandFailure {
    Path part = file.resolveSibling(file.getFileName() + ".part" + System.nanoTime());
    try {
      try {
        Files.write(part, bytes, NEW);
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(part, file, force ? OVER_ANOTHER : TO_A_NEW_NAME);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new CommandFailure("the file cannot be written: " + Printable.of(e.toString()));
    }
  }
}
