package io.procex.agent.sink;

import io.procex.agent.shared.ProcSelf;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JVM's descriptors 1 and 2, under all names that they have. */
final class StandardStream {
  private static final Pattern DESCRIPTOR =
      Pattern.compile("/proc/(\\d+)(?:/task/\\d+)?/fd/(\\d+)");

  /** The flags in fdinfo with which the file was opened, in octal. */
  private static final Pattern FLAGS = Pattern.compile("flags:\\s*([0-7]+)");

  private static final int OCTAL = 8;
  private static final int HOW = 3;
  private static final int READ_ONLY = 0;

  private StandardStream() {}

  /** The stream with a well-known name, which works even without procfs; null for another name. */
  static LogPlace.Kind named(String name) {
    switch (name) {
      case "stdout":
      case "/dev/stdout":
      case "/dev/fd/1":
      case "/proc/self/fd/1":
        return LogPlace.Kind.STDOUT;
      case "stderr":
      case "/dev/stderr":
      case "/dev/fd/2":
      case "/proc/self/fd/2":
        return LogPlace.Kind.STDERR;
      default:
        return null;
    }
  }

  /**
   * The stream with a name in procfs; only the last part of the name may be a link. Null if the
   * name is no descriptor's.
   *
   * @throws IOException if the JVM uses that descriptor for something else
   */
  static LogPlace.Kind descriptor(Path path) throws IOException {
    Matcher descriptor = DESCRIPTOR.matcher(path.toString());
    if (!descriptor.matches() || !descriptor.group(1).equals(ownPid())) {
      return null;
    }
    switch (descriptor.group(2)) {
      case "1":
        return LogPlace.Kind.STDOUT;
      case "2":
        return LogPlace.Kind.STDERR;
      default:
        throw new IOException(path + " is neither stdout nor stderr: name the file itself");
    }
  }

  private static String ownPid() throws IOException {
    return new File("/proc/self").getCanonicalFile().getName();
  }

  /**
   * Refuses a stream that was closed when the JVM started, since a file of the JVM has its number
   * now.
   */
  static void check(LogPlace.Kind kind) throws IOException {
    int number = kind == LogPlace.Kind.STDOUT ? 1 : 2;
    String info;
    try {
      info = ProcSelf.read("fdinfo/" + number);
    } catch (IOException e) {
      if (new File("/proc/self/fdinfo").isDirectory()) {
        throw new IOException("descriptor " + number + " is closed");
      }
      return; // no procfs
    }
    if (isReadOnly(info)) {
      throw new IOException("descriptor " + number + " is not open for writing");
    }
  }

  /** By the text of a file in fdinfo. */
  static boolean isReadOnly(String info) {
    Matcher flags = FLAGS.matcher(info);
    return flags.find() && (Integer.parseInt(flags.group(1), OCTAL) & HOW) == READ_ONLY;
  }
}
