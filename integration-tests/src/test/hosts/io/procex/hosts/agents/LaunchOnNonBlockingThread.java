package io.procex.hosts.agents;

import io.procex.hosts.Status;
import java.io.IOException;

/** Launches where BlockHound allows it and where it does not, and prints what came of it. */
public class LaunchOnNonBlockingThread extends Thread {
  private String fate;

  LaunchOnNonBlockingThread() {
    super(NonBlockingThreads.NAME);
  }

  public static void main(String[] arguments) throws InterruptedException {
    readFormats();
    System.out.println("allowed " + launch("true"));
    System.out.println("allowed " + launch("/no/such/program"));
    System.out.println("forbidden " + fateOfAForbiddenLaunch());
    Status.print();
  }

  /** BlockHound words its error by a format, for which JDK 8 reads files at the first time. */
  static void readFormats() {
    System.out.printf("formatted %d%n", 1);
  }

  static String fateOfAForbiddenLaunch() throws InterruptedException {
    LaunchOnNonBlockingThread thread = new LaunchOnNonBlockingThread();
    thread.start();
    thread.join();
    return thread.fate;
  }

  @Override
  public void run() {
    fate = launch("true");
  }

  /** BlockHound's error may come wrapped: on JDK 8 by what it interrupts. */
  static String launch(String program) {
    try {
      Process process = new ProcessBuilder(program).start();
      return "exit " + process.waitFor();
    } catch (IOException | InterruptedException | Error e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return cause + " at " + cause.getStackTrace()[0];
    }
  }
}
