package io.procex.hosts.access;

import io.procex.status.StatusAgent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What any dependency of an application can try: reads, writes and calls all that it can reach of
 * the agent. The names of the agent's classes are in a file on the class path. Arguments: {@code
 * public} or {@code private}, for what is tried; and a directory that the agent is told to write
 * to.
 */
public final class CallAgent {
  private CallAgent() {}

  public static void main(String[] args) throws Exception {
    Launches.print("before");
    String before = StatusAgent.describe();
    Attempts attempts = new Attempts(args[0].equals("private"), new Telling(args[1]));
    for (ClassLoader loader : Reachable.loaders()) {
      for (String name : names()) {
        attempts.on(name, loader);
      }
    }
    attempts.printFindings();
    Launches.print("after");
    System.out.println("status " + rest(before).equals(rest(StatusAgent.describe())));
  }

  /** All but the counts. */
  private static String rest(String status) {
    return status.substring(status.indexOf('\n') + 1);
  }

  private static List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                CallAgent.class.getResourceAsStream("/classes.txt"), StandardCharsets.UTF_8))) {
      for (String name = lines.readLine(); name != null; name = lines.readLine()) {
        names.add(name);
      }
    }
    return names;
  }

  /** Whether the rules are in force. */
  private static final class Launches {
    static void print(String when) throws InterruptedException {
      System.out.println(when + " true " + fate("/bin/true") + ", echo " + fate("/bin/echo"));
    }

    private static String fate(String program) throws InterruptedException {
      try {
        return "exit " + new ProcessBuilder(program).start().waitFor();
      } catch (IOException e) {
        return "denied"; // under a security manager the JDK tells no more
      }
    }
  }
}
