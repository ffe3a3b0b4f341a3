package io.procex.hosts.soak;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Children with much output, with little and with none; their input, directory, environment. */
final class Outputs {
  /** No pipe holds that much. */
  private static final int MUCH = 200_000;

  private static final int PIPE = 65_536;

  private Outputs() {}

  static List<Case> all() {
    return Arrays.asList(
        Case.timed("no output", attempt -> read(attempt, 0, 0)),
        Case.timed("no output", attempt -> read(attempt, 0, 0)),
        Case.timed("no output", attempt -> read(attempt, 0, 0)),
        Case.of("one byte", attempt -> read(attempt, 1, 0)),
        Case.of("a line of errors", attempt -> read(attempt, 0, 80)),
        Case.of("a page of each", attempt -> read(attempt, 4096, 4097)),
        Case.of("a full pipe", attempt -> read(attempt, PIPE, 500)),
        Case.of("much output", attempt -> read(attempt, MUCH, 10_000)),
        Case.of("read after its end", Outputs::readAfterEnd),
        Case.of("closed early", Outputs::closedEarly),
        Case.of("errors merged", Outputs::merged),
        Case.of("to a file", Outputs::toFile),
        Case.of("echo", Outputs::echo),
        Case.of("directory and environment", Outputs::where),
        Case.of("the JVM's environment", Outputs::inherited),
        Case.of("by PATH", Outputs::byPath));
  }

  private static String read(Attempt attempt, int out, int err) throws Exception {
    Process child = attempt.start(attempt.child(out, err, "end"));
    String differences =
        Pattern.difference(child.getInputStream(), 1, out)
            + Pattern.difference(child.getErrorStream(), 2, err);
    return attempt.end() + differences;
  }

  /** The JDK's reaper has read the rest, and closed the pipe. */
  private static String readAfterEnd(Attempt attempt) throws Exception {
    Process child = attempt.start(attempt.child(5000, 5000, "end"));
    boolean came = child.waitFor(Attempt.PATIENCE_SECONDS, TimeUnit.SECONDS);
    String differences =
        Pattern.difference(child.getInputStream(), 1, 5000)
            + Pattern.difference(child.getErrorStream(), 2, 5000);
    return came ? attempt.end() + differences : "lost";
  }

  /** SIGPIPE ends it. */
  private static String closedEarly(Attempt attempt) throws Exception {
    Process child = attempt.start(attempt.child(MUCH, 0, "end"));
    child.getInputStream().close();
    return attempt.end();
  }

  private static String merged(Attempt attempt) throws Exception {
    ProcessBuilder builder = attempt.child(0, 3000, "end").redirectErrorStream(true);
    Process child = attempt.start(builder);
    String difference = Pattern.difference(child.getInputStream(), 2, 3000);
    int rest = child.getErrorStream().read();
    return attempt.end() + difference + "; left " + rest;
  }

  private static String toFile(Attempt attempt) throws Exception {
    File file = File.createTempFile("soak", ".out", new File(attempt.shared.folder));
    try {
      attempt.start(attempt.child(6000, 0, "end").redirectOutput(Redirect.to(file)));
      String end = attempt.end();
      try (InputStream in = new FileInputStream(file)) {
        return end + Pattern.difference(in, 1, 6000);
      }
    } finally {
      Files.delete(file.toPath());
    }
  }

  private static String echo(Attempt attempt) throws Exception {
    Process child = attempt.start(attempt.child(0, 0, "echo"));
    child.getOutputStream().write(Pattern.bytes(1, 20_000));
    child.getOutputStream().close();
    String difference = Pattern.difference(child.getInputStream(), 1, 20_000);
    return attempt.end() + difference;
  }

  private static String where(Attempt attempt) throws Exception {
    ProcessBuilder builder = attempt.child(0, 0, "where").directory(new File("/usr"));
    builder.environment().clear();
    builder.environment().put("FIRST", "1");
    builder.environment().put("SECOND", "a=b");
    builder.environment().put("EMPTY", "");
    return told(attempt, builder);
  }

  private static String inherited(Attempt attempt) throws Exception {
    return told(attempt, attempt.child(0, 0, "where").directory(new File("/proc")));
  }

  private static String told(Attempt attempt, ProcessBuilder builder) throws Exception {
    InputStream in = attempt.start(builder).getInputStream();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      text.write(next);
    }
    return attempt.end() + " " + text.toString("ISO-8859-1").replace('\n', '|');
  }

  private static String byPath(Attempt attempt) throws Exception {
    Process child = attempt.start(attempt.program("soak_child", 10, 0, "end"));
    String difference = Pattern.difference(child.getInputStream(), 1, 10);
    return attempt.end() + difference;
  }
}
