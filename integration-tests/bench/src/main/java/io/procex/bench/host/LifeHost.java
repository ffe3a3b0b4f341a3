package io.procex.bench.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;

/**
 * A JVM that launches /bin/true so many times, one after another, and ends in the way that is asked
 * for. Prints when main began and when it ended, by {@code System.nanoTime()}, and times in ns.
 *
 * <p>One class, of which no part is loaded before it is needed: here the JVM's own start and end
 * are measured.
 */
public final class LifeHost {
  private static final int LATE = 90;
  private static final int RESIDENT_FIELD = 1;
  private static final int PAGE = 4096;
  private static final int LONGEST_LINE = 256;

  private LifeHost() {}

  public static void main(String[] args) throws Exception {
    StringBuilder lines = new StringBuilder("main ").append(System.nanoTime());
    int launches = Integer.parseInt(args[0]);
    if (launches > 0) {
      launch(launches, lines);
    }
    lines.append("\nresident ").append(residentPages() * PAGE);
    System.out.println(lines);
    end(args[1]);
  }

  private static void launch(int launches, StringBuilder lines) throws Exception {
    long all = 0;
    StringBuilder late = new StringBuilder();
    for (int i = 0; i < launches; i++) {
      long begin = System.nanoTime();
      Process process = new ProcessBuilder("/bin/true").start();
      long started = System.nanoTime();
      process.waitFor();
      close(process);
      if (i == 0) {
        lines.append("\nfirst ").append(started - begin);
      } else {
        all += System.nanoTime() - begin;
      }
      if (i >= LATE) {
        late.append(' ').append(started - begin);
      }
    }
    if (launches > 1) {
      lines.append("\nlater ").append(all / (launches - 1));
    }
    if (launches > LATE) {
      lines.append("\nlate").append(late);
    }
  }

  private static void close(Process process) throws IOException {
    process.getOutputStream().close();
    process.getInputStream().close();
    process.getErrorStream().close();
  }

  private static long residentPages() throws IOException {
    byte[] line = new byte[LONGEST_LINE];
    try (InputStream file = new FileInputStream("/proc/self/statm")) {
      int length = file.read(line);
      String[] fields = new String(line, 0, length, US_ASCII).split(" ", -1);
      return Long.parseLong(fields[RESIDENT_FIELD]);
    }
  }

  private static void end(String how) throws Exception {
    switch (how) {
      case "exit":
        tell();
        System.exit(0);
        return;
      case "halt":
        tell();
        Runtime.getRuntime().halt(0);
        return;
      case "sigterm":
        raiseSigterm();
        return;
      case "alive":
        new ProcessBuilder("/bin/cat").start(); // ends when nobody can write to it any more
        tell();
        return;
      default:
        tell();
    }
  }

  private static void tell() {
    System.out.println("ending " + System.nanoTime());
  }

  /** By an interface that every JDK has, but that no Java compiler for 8 shows. */
  private static void raiseSigterm() throws Exception {
    Class<?> type = Class.forName("sun.misc.Signal");
    Object signal = type.getConstructor(String.class).newInstance("TERM");
    Method raise = type.getMethod("raise", type);
    tell();
    raise.invoke(null, signal);
    Thread.currentThread().join();
  }
}
