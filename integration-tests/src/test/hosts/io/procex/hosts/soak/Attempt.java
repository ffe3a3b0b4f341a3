package io.procex.hosts.soak;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One launch: what it is asked for, and what is known of it afterwards. */
final class Attempt {
  /** A child whose end is not reported by then is lost. */
  static final int PATIENCE_SECONDS = 30;

  /** Below those of signals, and of what the child says of itself. */
  private static final int CODES = 113;

  final int number;
  final Shared shared;
  private final Supplier<Era> eras;

  private Era eraBefore;
  private Era eraAfter;
  private int shortageBefore;
  private Process process;
  private long begun;
  private long started;
  private long ended;

  Attempt(int number, Shared shared, Supplier<Era> eras) {
    this.number = number;
    this.shared = shared;
    this.eras = eras;
  }

  /** What all launches of a JVM share. */
  static final class Shared {
    final String child;
    final String folder;
    final Shortage shortage = new Shortage();
    final Interrupter interrupter = new Interrupter();

    /** The folder has the program too, by other names and rights. */
    Shared(String folder) {
      this.child = folder + "/soak_child";
      this.folder = folder;
    }
  }

  int code() {
    return number % CODES;
  }

  ProcessBuilder child(int out, int err, String what) {
    return program(shared.child, out, err, what);
  }

  /** The last argument marks the record. */
  ProcessBuilder program(String program, int out, int err, String what) {
    return new ProcessBuilder(program, "" + code(), "" + out, "" + err, what, "n=" + number);
  }

  Process start(ProcessBuilder builder) throws IOException {
    eraBefore = eras.get();
    shortageBefore = shared.shortage.epoch();
    begun = System.nanoTime();
    try {
      process = builder.start();
      started = System.nanoTime();
      return process;
    } finally {
      eraAfter = eras.get();
    }
  }

  /** Waits for the end, closes what is open, and says how it ended. */
  String end() throws IOException, InterruptedException {
    boolean came = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    ended = System.nanoTime();
    process.getOutputStream().close();
    process.getInputStream().close();
    process.getErrorStream().close();
    if (!came) {
      process.destroyForcibly();
      return "lost";
    }
    return process.exitValue() == code() ? "exit as asked" : "exit " + process.exitValue();
  }

  boolean wasShort() {
    return eraBefore == null || shared.shortage.since(shortageBefore);
  }

  /** The era of the whole launch, or an unsure one if it changed meanwhile. */
  Era era() {
    return eraBefore != null && eraBefore == eraAfter ? eraBefore : Era.parse("unsure");
  }

  /** Whether the era is still the one in which it began. */
  boolean eraLasts() {
    return eras.get() == eraBefore;
  }

  boolean hasStarted() {
    return process != null;
  }

  boolean hasEnded() {
    return ended != 0;
  }

  long startNanos() {
    return started - begun;
  }

  long wholeNanos() {
    return ended - begun;
  }
}
