package io.procex.hosts.problems;

import java.io.IOException;
import java.net.ServerSocket;

/** Listens on a port that it prints, launches its arguments as a command, and waits. */
public final class ListenAndLaunch {
  private ListenAndLaunch() {}

  public static void main(String[] command) throws IOException, InterruptedException {
    try (ServerSocket listening = new ServerSocket(0)) {
      System.out.println(listening.getLocalPort());
      new ProcessBuilder(command).start().waitFor();
    }
  }
}
