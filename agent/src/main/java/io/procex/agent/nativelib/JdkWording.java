package io.procex.agent.nativelib;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * How this JDK words a failed launch, told by the formats in its own libjava.so. The version number
 * would not do: the newer wording was backported to updates (21 has had both).
 */
enum JdkWording {
  /** JDK 8 to 17, and 21 before JDK-8352533. */
  CLASSIC("error={errno}, {text}", "error={errno}, {text}", "error={errno}, {text}"),
  /** Since JDK-8352533; with half a page of advice where a pipe could not be made. */
  EXEC_FAILED(
      "Exec failed, error: {errno} ({text}) ", "Exec failed, error: {errno} ({text}) ", null),
  /** JDK 26 has a text of its own for the working directory. */
  EXEC_OR_DIRECTORY_FAILED(
      "Exec failed, error: {errno} ({text}) ",
      "Failed to access working directory, error: {errno} ({text}) ",
      null),
  /** None of these: the JDK has to word its failures itself. */
  UNKNOWN(null, null, null);

  /** The pattern for a program that cannot be executed; null when unknown, as the others. */
  final String exec;

  /** The pattern for a working directory that cannot be entered. */
  final String chdir;

  /** The pattern for a pipe for which no descriptor is left; null: only the JDK has the words. */
  final String pipe;

  JdkWording(String exec, String chdir, String pipe) {
    this.exec = exec;
    this.chdir = chdir;
    this.pipe = pipe;
  }

  static JdkWording read() {
    // Not by the channel of Files.readAllBytes, which fails in an interrupted thread on JDK 8.
    try (RandomAccessFile file = new RandomAccessFile(libjava().toFile(), "r")) {
      byte[] bytes = new byte[(int) file.length()];
      file.readFully(bytes);
      return of(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  static JdkWording of(String library) {
    if (library.contains("\0error=%d, %s\0")) {
      return CLASSIC;
    }
    if (!library.contains("\0%s, error: %d (%s) %s\0") || !library.contains("\0Exec failed\0")) {
      return UNKNOWN;
    }
    return library.contains("\0Failed to access working directory\0")
        ? EXEC_OR_DIRECTORY_FAILED
        : EXEC_FAILED;
  }

  private static Path libjava() {
    Path lib = Paths.get(System.getProperty("java.home"), "lib");
    Path since9 = lib.resolve("libjava.so");
    return Files.exists(since9) ? since9 : lib.resolve("amd64").resolve("libjava.so");
  }
}
