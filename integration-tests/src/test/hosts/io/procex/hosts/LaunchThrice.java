package io.procex.hosts;

import java.io.IOException;

/** Tells how many of three launches end well, and then the agent's status. */
public final class LaunchThrice {
  private static final int LAUNCHES = 3;

  private LaunchThrice() {}

  public static void main(String[] args) throws InterruptedException {
    int well = 0;
    for (int i = 0; i < LAUNCHES; i++) {
      try {
        well += new ProcessBuilder("/bin/true").start().waitFor() == 0 ? 1 : 0;
      } catch (IOException e) {
        System.out.println("exception " + e.getMessage());
      }
    }
    System.out.println("well " + well);
    Status.print();
  }
}
