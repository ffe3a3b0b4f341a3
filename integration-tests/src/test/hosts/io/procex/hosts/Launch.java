package io.procex.hosts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Launches its arguments as a command and prints what came of it: {@code out} lines of the child,
 * {@code exit} code or {@code exception} with its {@code cause}, and then the agent's status.
 */
public final class Launch {
  private Launch() {}

  public static void main(String[] command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line;
      while ((line = reader.readLine()) != null) {
        System.out.println("out " + line);
      }
      System.out.println("exit " + process.waitFor());
    } catch (IOException e) {
      System.out.println("exception " + e);
      System.out.println("cause " + e.getCause());
    }
    Status.print();
  }
}
