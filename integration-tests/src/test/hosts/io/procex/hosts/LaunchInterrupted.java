package io.procex.hosts;

import java.io.IOException;

/**
 * Launches in a thread that is interrupted: the first launch of this JVM, and a failing one. Prints
 * what came of them, and whether the thread still is interrupted.
 */
public final class LaunchInterrupted {
  private LaunchInterrupted() {}

  public static void main(String[] arguments) throws InterruptedException {
    launch("/bin/true");
    launch("/no/such/program");
    Status.print();
  }

  private static void launch(String program) throws InterruptedException {
    Thread.currentThread().interrupt();
    Process process = null;
    try {
      process = new ProcessBuilder(program).start();
    } catch (IOException e) {
      System.out.println("exception " + e);
    }
    System.out.println("interrupted " + Thread.interrupted());
    if (process != null) {
      System.out.println("exit " + process.waitFor());
    }
  }
}
