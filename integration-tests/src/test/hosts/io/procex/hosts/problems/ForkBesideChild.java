package io.procex.hosts.problems;

import io.procex.hosts.Status;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Lets native code fork while a child of Java runs, and prints what the native child holds of the
 * JVM: {@code leaked pipe ends} and {@code leaked sockets}. Then it closes the stdin of its own
 * child, a cat, while the native child still lives, and prints whether the cat {@code ended}.
 * Arguments: the library, a directory, for how many seconds to wait for the cat.
 */
public final class ForkBesideChild {
  private final Path directory;

  private ForkBesideChild(Path directory) {
    this.directory = directory;
  }

  public static void main(String[] args) throws Exception {
    Neighbour.load(args[0]);
    new ProcessBuilder("true").start().waitFor(); // also opens what the agent keeps
    new ForkBesideChild(Paths.get(args[1])).run(Long.parseLong(args[2]));
    Status.print();
  }

  private void run(long seconds) throws IOException, InterruptedException {
    new ServerSocket(0).close(); // the JDK keeps a socket for itself from the first on
    long pipesBefore = heldByNativeChild("pipe:");
    long socketsBefore = heldByNativeChild("socket:");
    ServerSocket listening = new ServerSocket(0);
    try {
      Process cat = new ProcessBuilder("cat").start();
      System.out.println("leaked pipe ends " + (heldByNativeChild("pipe:") - pipesBefore));
      System.out.println("leaked sockets " + (heldByNativeChild("socket:") - socketsBefore));
      closeBesideNativeChild(cat, seconds);
    } finally {
      listening.close();
    }
  }

  private void closeBesideNativeChild(Process cat, long seconds)
      throws IOException, InterruptedException {
    String fifo = directory.resolve("release").toString();
    sh("mkfifo " + fifo + " && { cat " + fifo + " >/dev/null 2>&1 & }");
    cat.getOutputStream().close();
    System.out.println("ended " + cat.waitFor(seconds, TimeUnit.SECONDS));
    sh(": > " + fifo); // the native child ends
    System.out.println("exit " + cat.waitFor());
  }

  /** How many open files of this kind a child of native code has. */
  private long heldByNativeChild(String kind) throws IOException {
    Path list = directory.resolve("list");
    sh("ls -l /proc/self/fd > " + list);
    List<String> lines = Files.readAllLines(list, StandardCharsets.US_ASCII);
    return lines.stream().filter(line -> line.contains("-> " + kind)).count();
  }

  private static void sh(String command) throws IOException {
    if (Neighbour.system(command) != 0) {
      throw new IOException("the shell failed: " + command);
    }
  }
}
