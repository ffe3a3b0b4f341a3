package io.procex.hosts.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Launches a program by a link to its directory, which is renamed twice, and prints what it says
 * each time. Arguments: a directory with {@code one} and the program in it, the program's name, its
 * argument.
 */
public final class Moved {
  private Moved() {}

  public static void main(String[] args) throws Exception {
    Path root = Paths.get(args[0]);
    Path link = root.resolve("link");
    String directory = "one";
    Files.createSymbolicLink(link, root.resolve(directory));
    for (String next : new String[] {"two", "three", null}) {
      for (int i = 0; i < 3; i++) {
        System.out.println(directory + ": " + said(link.resolve(args[1]).toString(), args[2]));
      }
      if (next != null) {
        Files.move(root.resolve(directory), root.resolve(next));
        Files.delete(link);
        Files.createSymbolicLink(link, root.resolve(next));
        directory = next;
      }
    }
  }

  private static String said(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).start();
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        String line = out.readLine();
        return line + ", exit " + process.waitFor();
      }
    } catch (IOException e) {
      return e.getMessage().replaceAll("(?s).*error[=:] ?(\\d+).*", "error $1");
    }
  }
}
