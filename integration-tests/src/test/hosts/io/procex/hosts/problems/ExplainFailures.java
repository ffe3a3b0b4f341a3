package io.procex.hosts.problems;

import io.procex.hosts.Status;
import java.io.File;
import java.io.IOException;

/**
 * Launches what fails for different reasons and prints what the exceptions say of it, without the
 * name of the program. Argument: a program whose interpreter is missing.
 */
public final class ExplainFailures {
  private ExplainFailures() {}

  public static void main(String[] args) {
    explain("program", new ProcessBuilder("/no/such/program"));
    explain("interpreter", new ProcessBuilder(args[0]));
    explain("directory", new ProcessBuilder("/bin/true").directory(new File("/no/such/directory")));
    Status.print();
  }

  private static void explain(String missing, ProcessBuilder builder) {
    try {
      builder.start();
      throw new AssertionError("launched without its " + missing);
    } catch (IOException e) {
      System.out.println(missing + ": " + e.getMessage().replaceFirst("^[^:]*: ", ""));
    }
  }
}
