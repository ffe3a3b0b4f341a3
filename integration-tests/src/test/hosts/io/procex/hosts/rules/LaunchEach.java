package io.procex.hosts.rules;

import java.io.File;
import java.io.IOException;

/** Launches each program of the arguments after the first, which is the directory to start in. */
public final class LaunchEach {
  private LaunchEach() {}

  public static void main(String[] args) throws Exception {
    for (int i = 1; i < args.length; i++) {
      try {
        Process process = new ProcessBuilder(args[i]).directory(new File(args[0])).start();
        System.out.println("launched, exit " + process.waitFor());
      } catch (IOException e) {
        System.out.println(e.getMessage().replaceAll("(?s).*error[=:] ?(\\d+).*", "error $1"));
      }
    }
  }
}
