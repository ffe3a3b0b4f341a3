package io.procex.hosts.problems;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An application that looks at its own descriptors. Its first argument is the library of {@link
 * Neighbour}, each further one a step: {@code count} prints how many of each kind are open, a
 * number launches that many children, {@code limit=N} lowers the soft limit, and {@code close=N}
 * closes a number by native code and opens a file of its own, which is read at the end.
 */
public final class OwnDescriptors {
  private static final List<FileInputStream> OWN = new ArrayList<>();

  private OwnDescriptors() {}

  public static void main(String[] steps) throws Exception {
    Neighbour.load(steps[0]);
    count(); // loads what it needs
    for (int i = 1; i < steps.length; i++) {
      step(steps[i]);
    }
    for (FileInputStream file : OWN) {
      System.out.println("own " + (char) file.read());
    }
  }

  private static void step(String step) throws Exception {
    String value = step.substring(step.indexOf('=') + 1);
    if (step.equals("count")) {
      System.out.println("open " + count());
    } else if (step.startsWith("limit=")) {
      Neighbour.limitOpenFiles(Integer.parseInt(value));
    } else if (step.startsWith("close=")) {
      closeAndOpen(Integer.parseInt(value));
    } else {
      launch(Integer.parseInt(value));
    }
  }

  private static void launch(int times) throws InterruptedException {
    int launched = 0;
    for (int i = 0; i < times; i++) {
      try {
        Process child = new ProcessBuilder("/bin/echo", "x").start();
        launched += child.getInputStream().read() == 'x' && child.waitFor() == 0 ? 1 : 0;
        child.getInputStream().close();
        child.getErrorStream().close();
        child.getOutputStream().close();
      } catch (IOException e) {
        System.out.println("failed " + e.getMessage());
      }
    }
    System.out.println("launched " + launched);
  }

  private static void closeAndOpen(int number) throws IOException {
    Path file = Files.createTempFile("own", null);
    Files.write(file, "y".getBytes(StandardCharsets.US_ASCII));
    Neighbour.close(number);
    OWN.add(new FileInputStream(file.toFile()));
    System.out.println("is it " + target(Integer.toString(number)).equals(file.toString()));
    Files.delete(file);
  }

  /** By what they are, without inodes. */
  private static Map<String, Integer> count() throws IOException {
    Map<String, Integer> count = new TreeMap<>();
    for (String number : new File("/proc/self/fd").list()) {
      String target = target(number);
      if (!target.isEmpty()) {
        count.merge(target.replaceAll("[0-9]+", ""), 1, Integer::sum);
      }
    }
    return count;
  }

  /** Empty for the descriptor of the list itself, which is closed by now. */
  private static String target(String number) throws IOException {
    Path link = new File("/proc/self/fd", number).toPath();
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (java.nio.file.NoSuchFileException closed) {
      return "";
    }
  }
}
