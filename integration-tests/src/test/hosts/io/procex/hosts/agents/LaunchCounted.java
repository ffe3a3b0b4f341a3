package io.procex.hosts.agents;

import io.procex.hosts.Status;
import java.io.IOException;

/** Launches three times, fails once, and prints what the {@link CountingAgent} has counted. */
public final class LaunchCounted {
  private static final int TIMES = 3;

  private LaunchCounted() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    for (int i = 0; i < TIMES; i++) {
      System.out.println("exit " + new ProcessBuilder("sh", "-c", "exit " + i).start().waitFor());
    }
    try {
      new ProcessBuilder("/no/such/program").start();
    } catch (IOException e) {
      System.out.println("exception " + e.getMessage());
    }
    System.out.println("begun " + System.getProperty(CountingAgent.BEGUN));
    System.out.println("constructed " + System.getProperty(CountingAgent.CONSTRUCTED));
    Status.print();
  }
}
