package io.procex.hosts;

import java.util.Arrays;

/** Launches a command in an environment of its own, with one more variable, which comes first. */
public final class LaunchWithVariable {
  private LaunchWithVariable() {}

  public static void main(String[] args) throws Exception {
    String[] variable = args[0].split("=", 2);
    ProcessBuilder builder = new ProcessBuilder(Arrays.copyOfRange(args, 1, args.length));
    builder.environment().put(variable[0], variable[1]);
    System.out.println("exit " + builder.inheritIO().start().waitFor());
    Status.print();
  }
}
