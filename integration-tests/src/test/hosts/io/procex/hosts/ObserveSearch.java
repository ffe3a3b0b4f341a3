package io.procex.hosts;

import java.io.File;

/**
 * Launches a program by its name alone, in every way that makes a difference to the search: with
 * the JVM's environment, with one of its own, and in another directory. Arguments: the program, the
 * other directory.
 */
public final class ObserveSearch {
  private ObserveSearch() {}

  public static void main(String[] args) {
    observe(args);
    Status.print();
  }

  static void observe(String... args) {
    String program = args[0];
    File directory = new File(args[1]);
    Observation.of("inherited", command(program));
    Observation.of("own", withOwnEnvironment(command(program)));
    Observation.of("inherited, directory", command(program).directory(directory));
    Observation.of("own, directory", withOwnEnvironment(command(program)).directory(directory));
    ProcessBuilder otherPath = command(program);
    otherPath.environment().put("PATH", directory.getPath());
    Observation.of("child's PATH", otherPath);
    Observation.of("missing", "no-such-program");
    Observation.of("missing, own", withOwnEnvironment(new ProcessBuilder("no-such-program")));
  }

  private static ProcessBuilder command(String program) {
    return new ProcessBuilder(program, "first", "", "third one");
  }

  private static ProcessBuilder withOwnEnvironment(ProcessBuilder builder) {
    builder.environment().put("OWN", "1");
    return builder;
  }
}
