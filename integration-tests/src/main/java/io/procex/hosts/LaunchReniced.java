package io.procex.hosts;

import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Scanner;

/**
 * A thread gives itself a nice value of 7, by its first launch, and launches; another launches
 * next. Prints the nice values of the two children.
 */
public final class LaunchReniced {
  private static String reniced;

  private LaunchReniced() {}

  public static void main(String[] args) throws Exception {
    Thread thread = new Thread(LaunchReniced::launchReniced);
    thread.start();
    thread.join();
    System.out.println(reniced + " of the reniced thread, " + nice() + " of another");
  }

  private static void launchReniced() {
    try {
      String tid = Files.readSymbolicLink(Paths.get("/proc/thread-self")).getFileName().toString();
      new ProcessBuilder("renice", "-n", "7", "-p", tid).start().waitFor();
      reniced = nice();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String nice() throws Exception {
    return new Scanner(new ProcessBuilder("nice").start().getInputStream(), "US-ASCII").next();
  }
}
