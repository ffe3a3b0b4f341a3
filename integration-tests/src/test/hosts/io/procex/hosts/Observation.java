package io.procex.hosts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;

/** Prints what can be seen of a launch as one line of ASCII, so that two runs compare as text. */
final class Observation {
  private static final int LONG = 1_000_000;
  private static final int BEGINNING = 100;

  private static volatile BiConsumer<String, String> sink =
      (name, value) -> System.out.println(name + ": " + value);

  private Observation() {}

  /** Sends what follows elsewhere than to stdout. */
  static void to(BiConsumer<String, String> other) {
    sink = other;
  }

  /** Something that may fail, as a launch may. */
  interface Launch {
    Process start() throws Exception;
  }

  /** Launches a command without input; prints what it wrote and its exit code, or the failure. */
  static void of(String name, String... command) {
    of(name, new ProcessBuilder(command));
  }

  static void of(String name, ProcessBuilder builder) {
    of(name, builder::start);
  }

  static void of(String name, Launch launch) {
    try {
      Process process = launch.start();
      process.getOutputStream().close();
      String out = text(readAll(process.getInputStream()));
      String err = text(readAll(process.getErrorStream()));
      print(name, "exit " + process.waitFor() + " out <" + out + "> err <" + err + ">");
    } catch (Exception e) {
      print(name, "exception " + stackTrace(e));
    }
  }

  static void print(String name, Object value) {
    sink.accept(name, String.valueOf(value));
  }

  /** Frames, causes and all, as it would stand in a log. */
  static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Whatever is not a printable ASCII character becomes a backslash and two hex digits. Of much the
   * beginning alone: if 0 is closed in the JVM, a child reads a file of the JDK's from it.
   */
  static String text(byte[] bytes) {
    return bytes.length <= LONG
        ? escaped(bytes)
        : checksum(bytes) + ": " + escaped(Arrays.copyOf(bytes, BEGINNING));
  }

  static String checksum(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return bytes.length + " bytes, checksum " + checksum.getValue();
  }

  private static String escaped(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      if (b >= ' ' && b != '\\' && b < 0x7f) {
        text.append((char) b);
      } else {
        text.append('\\').append(digit(b >> 4)).append(digit(b));
      }
    }
    return text.toString();
  }

  private static char digit(int bits) {
    return Character.forDigit(bits & 0xf, 16);
  }

  static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    int got;
    while ((got = in.read(buffer)) > 0) {
      bytes.write(buffer, 0, got);
    }
    return bytes.toByteArray();
  }
}
