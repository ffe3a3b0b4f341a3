package io.procex.agent.nativelib;

import io.procex.agent.shared.JdkVersion;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * The words of this JDK for a failed launch, found as formats in its own libjava.so. The version
 * number is not enough, since the newer wording was backported to updates (21 has had both). In the
 * patterns, {@code {errno}} stands for the number and {@code {text}} for libc's text. A pattern is
 * null if its format was not found; then such launches fall back, and the JDK words the failure.
 */
final class JdkWording {
  private static final String CLASSIC = "error={errno}, {text}";
  private static final String NEW_TAIL = ", error: {errno} ({text}) "; // JDK-8352533

  /** The first JDK that adds advice to each failure of the mechanism POSIX_SPAWN except exec's. */
  private static final int FIRST_WITH_ADVICE = 25;

  private final String exec;
  private final String chdir;
  private final String pipe;
  private final String advice;

  private JdkWording(String exec, String chdir, String pipe, String advice) {
    this.exec = exec;
    this.chdir = chdir;
    this.pipe = pipe;
    this.advice = advice;
  }

  /** The pattern for a program that cannot be executed. */
  String exec() {
    return exec;
  }

  /** The pattern for a working directory that cannot be entered. */
  String chdir() {
    return chdir;
  }

  /** The pattern for a pipe for which no descriptor is left. */
  String pipe() {
    return pipe;
  }

  /** The text after the pattern for a pipe if jspawnhelper would have been used; may be empty. */
  String advice() {
    return advice;
  }

  static JdkWording read() {
    // On JDK 8 the channel of Files.readAllBytes fails in an interrupted thread.
    try (RandomAccessFile file = new RandomAccessFile(libjava().toFile(), "r")) {
      byte[] bytes = new byte[(int) file.length()];
      file.readFully(bytes);
      return of(new String(bytes, StandardCharsets.ISO_8859_1), JdkVersion.FEATURE);
    } catch (IOException e) {
      return new JdkWording(null, null, null, "");
    }
  }

  static JdkWording of(String library, int feature) {
    if (library.contains("\0error=%d, %s\0")) {
      return new JdkWording(CLASSIC, CLASSIC, CLASSIC, "");
    }
    if (!library.contains("\0%s, error: %d (%s) %s\0") || !library.contains("\0Exec failed\0")) {
      return new JdkWording(null, null, null, "");
    }
    String exec = "Exec failed" + NEW_TAIL;
    // JDK 26 has another text for the working directory.
    String directory = "Failed to access working directory";
    String chdir = library.contains("\0" + directory + "\0") ? directory + NEW_TAIL : exec;
    String advice = feature < FIRST_WITH_ADVICE ? "" : adviceIn(library);
    String pipe = advice == null ? null : "Bad file descriptor" + NEW_TAIL;
    return new JdkWording(exec, chdir, pipe, advice);
  }

  /** The advice of this JDK's version, half a page; null if it is not found. */
  private static String adviceIn(String library) {
    int inside = library.indexOf("Possible reasons:\n");
    int end = library.indexOf('\0', inside);
    return inside < 0 || end < 0
        ? null
        : library.substring(library.lastIndexOf('\0', inside) + 1, end);
  }

  private static Path libjava() {
    Path lib = Paths.get(System.getProperty("java.home"), "lib");
    Path since9 = lib.resolve("libjava.so");
    return Files.exists(since9)
        ? since9
        : lib.resolve(System.getProperty("os.arch")).resolve("libjava.so");
  }
}
