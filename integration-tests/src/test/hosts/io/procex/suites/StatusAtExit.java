package io.procex.suites;

import io.procex.hosts.Status;
import java.util.Arrays;

/**
 * Runs another program and prints the agent's status when the JVM ends. Arguments: its main class
 * and its arguments.
 */
public final class StatusAtExit {
  private StatusAtExit() {}

  public static void main(String[] args) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(Status::print));
    Object arguments = Arrays.copyOfRange(args, 1, args.length);
    Class.forName(args[0]).getMethod("main", String[].class).invoke(null, arguments);
  }
}
