package io.procex.hosts;

import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Scanner;

/**
 * A thread gives itself the highest nice value and the first processor, by its first launches, and
 * launches; another launches next. Prints nice values and processors of the two children.
 */
public final class LaunchReniced {
  private static String reniced;

  private LaunchReniced() {}

  public static void main(String[] args) throws Exception {
    Thread thread = new Thread(LaunchReniced::launchReniced);
    thread.start();
    thread.join();
    System.out.println(reniced + " of the reniced thread, " + look() + " of another");
  }

  private static void launchReniced() {
    try {
      String tid = Files.readSymbolicLink(Paths.get("/proc/thread-self")).getFileName().toString();
      new ProcessBuilder("renice", "-n", "19", "-p", tid).start().waitFor();
      new ProcessBuilder("taskset", "-p", "1", tid).start().waitFor();
      reniced = look();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String look() throws Exception {
    String look = "nice; sed -n 's/Cpus_allowed_list:.//p' /proc/self/status";
    Scanner words =
        new Scanner(new ProcessBuilder("sh", "-c", look).start().getInputStream(), "US-ASCII");
    return words.next() + " on " + words.next();
  }
}
