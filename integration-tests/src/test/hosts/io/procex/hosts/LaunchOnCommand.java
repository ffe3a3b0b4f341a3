package io.procex.hosts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Paths;

/**
 * Launches the program of its arguments when it reads an l, ends with 7 when it reads an e, and
 * tells in a line each what came of it; at first, which thread of the kernel's it is.
 */
public final class LaunchOnCommand {
  private static final int EXIT_CODE = 7;

  private LaunchOnCommand() {}

  public static void main(String[] command) throws IOException {
    PrintStream out = System.out;
    out.println("thread " + Paths.get("/proc/thread-self").toRealPath().getFileName());
    for (int letter = System.in.read(); letter >= 0; letter = System.in.read()) {
      if (letter == 'e') {
        System.exit(EXIT_CODE);
      }
      out.println(launch(command).replace('\n', ' '));
    }
  }

  /** What the program says is told by its hash. */
  private static String launch(String... command) {
    try {
      Process process = new ProcessBuilder(command).start();
      int said;
      try (InputStream in = process.getInputStream()) {
        said = readAll(in).hashCode();
      }
      int code = process.waitFor();
      process.getErrorStream().close();
      process.getOutputStream().close();
      return "ended with " + code + ", and said " + said;
    } catch (IOException e) {
      return "failed " + e.getMessage();
    } catch (InterruptedException | RuntimeException | Error e) {
      return "threw " + e;
    }
  }

  private static String readAll(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] part = new byte[4096];
    for (int size = in.read(part); size >= 0; size = in.read(part)) {
      all.write(part, 0, size);
    }
    return all.toString("UTF-8");
  }
}
