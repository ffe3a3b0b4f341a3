package io.procex.hosts;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;

/**
 * Shows the exceptions of launches that fail. The argument says which kinds, with commas between; a
 * directory follows, which holds the files that are named here.
 */
public final class ObserveFailures {
  private final File directory;

  private ObserveFailures(String directory) {
    this.directory = new File(directory);
  }

  public static void main(String[] args) throws IOException {
    for (String kind : args[0].split(",", -1)) {
      System.out.println(kind + ":");
      observe(kind, args[1]);
    }
    Status.print();
  }

  static void observe(String... args) throws IOException {
    ObserveFailures failures = new ObserveFailures(args[1]);
    switch (args[0]) {
      case "programs":
        failures.programs();
        break;
      case "directories":
        failures.directories();
        break;
      case "commands":
        commands();
        break;
      default:
        throw new IllegalArgumentException(args[0]);
    }
  }

  private void programs() throws IOException {
    inBothEnvironments("missing", "no-such-program");
    inBothEnvironments("missing path", "/no/such/program");
    inBothEnvironments("missing relative", "./no-such-program");
    inBothEnvironments("directory", directory.getPath());
    inBothEnvironments("root directory", "/");
    inBothEnvironments("not executable", file("not-executable"));
    inBothEnvironments("below a file", file("not-executable/program"));
    inBothEnvironments("missing interpreter", file("missing-interpreter"));
    inBothEnvironments("link loop", file("loop"));
    inBothEnvironments("broken link", file("broken-link"));
    inBothEnvironments("long name", longName());
    inBothEnvironments("long path", "/" + longName());
    try (FileOutputStream open = new FileOutputStream(file("busy"), true)) {
      inBothEnvironments("busy " + open.getChannel().size(), file("busy"));
    }
    inBothEnvironments("after all", "true");
  }

  private void directories() {
    Observation.of("missing", in(new File("/no/such/directory"), "true"));
    Observation.of("a file", in(new File(file("not-executable")), "true"));
    Observation.of("empty", in(new File(""), "pwd"));
    Observation.of("both missing", in(new File("/no/such/directory"), "no-such-program"));
    Observation.of("program missing there", in(directory, "./no-such-program"));
    Observation.of("program found there", in(directory, "./program"));
  }

  private static void commands() {
    inBothEnvironments("empty name", "");
    Observation.of("empty name in a directory", in(new File("/"), ""));
    inBothEnvironments("blank name", " ");
    Observation.of("NUL in the name", "tr\0ue");
    Observation.of("NUL in an argument", "true", "a\0b");
    Observation.of("null name", new ProcessBuilder(Collections.<String>singletonList(null)));
    Observation.of("null argument", new ProcessBuilder(Arrays.asList("true", null)));
    Observation.of("no command", new ProcessBuilder());
    Observation.of("NUL in the directory", in(new File("a\0b"), "true"));
    Observation.of(
        "input from nowhere", new ProcessBuilder("true").redirectInput(new File("/no/such")));
    Observation.of(
        "output to a directory", new ProcessBuilder("true").redirectOutput(new File("/")));
  }

  private static void inBothEnvironments(String name, String program) {
    Observation.of(name, program, "argument");
    ProcessBuilder own = new ProcessBuilder(program, "argument");
    own.environment().put("OWN", "1");
    Observation.of(name + ", own environment", own);
  }

  private static ProcessBuilder in(File directory, String program) {
    return new ProcessBuilder(program).directory(directory);
  }

  private String file(String name) {
    return directory.getPath() + "/" + name;
  }

  private static String longName() {
    char[] name = new char[5_000];
    Arrays.fill(name, 'x');
    return new String(name);
  }
}
