package io.procex.hosts;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/**
 * Launches in a JVM whose own standard streams may be closed, and so reports to a file. Arguments:
 * that file, a file for the input of children, native/tests/report_child and a file for its report.
 */
public final class LaunchWithClosedStdio {
  private static final String TALK = "cat; echo out; echo err >&2";

  private LaunchWithClosedStdio() {}

  public static void main(String[] args) throws IOException {
    try (PrintStream report = new PrintStream(new File(args[0]), "US-ASCII")) {
      System.setOut(report);
      Observation.of("pipes", command(TALK));
      talk("answered");
      Observation.of("one pipe", command(TALK).redirectErrorStream(true));
      File input = new File(args[1]);
      Observation.of("input from a file", command(TALK).redirectInput(input));
      Observation.of("all", command(TALK).redirectInput(input).redirectErrorStream(true));
      Observation.of("inherited input", command("echo out").redirectInput(Redirect.INHERIT));
      Observation.of("inherited output", command("echo err >&2").redirectOutput(Redirect.INHERIT));
      Observation.of("inherited error", command("cat; echo out").redirectError(Redirect.INHERIT));
      Observation.of("all inherited", command("exit 3").inheritIO());
      Observation.of("missing", "/no/such/program");
      Observation.of("descriptors", new ProcessBuilder(args[2], "--to", args[3]).inheritIO());
      Status.print();
    }
  }

  private static ProcessBuilder command(String script) {
    return new ProcessBuilder("sh", "-c", script);
  }

  private static void talk(String name) {
    Observation.of(
        name,
        () -> {
          Process process = command("read x; echo got $x; echo err $x >&2").start();
          process.getOutputStream().write("input\n".getBytes(StandardCharsets.US_ASCII));
          return process;
        });
  }
}
