package io.procex.hosts;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Prints how many sockets of the JVM a child has that was forked by native code, called through
 * JNA: with a socket that is older than the last launch by Java, and with one that is younger.
 * Argument: a file to be written.
 */
public final class ForkByJna {
  private ForkByJna() {}

  /** What is called of libc. */
  public interface LibC extends Library {
    int system(String command);
  }

  public static void main(String[] args) throws Exception {
    LibC libc = Native.load("c", LibC.class);
    Path list = Paths.get(args[0]);
    try (ServerSocket older = new ServerSocket(0)) {
      System.out.println("before a launch " + socketsOfChild(libc, list));
      int exit = new ProcessBuilder("sh", "-c", "exit 7").start().waitFor();
      System.out.println("after a launch " + socketsOfChild(libc, list));
      try (ServerSocket younger = new ServerSocket(0)) {
        System.out.println("opened since " + socketsOfChild(libc, list));
        System.out.println("ports " + (older.getLocalPort() != younger.getLocalPort()));
      }
      System.out.println("exit " + exit);
    }
    Status.print();
  }

  private static long socketsOfChild(LibC libc, Path list) throws IOException {
    if (libc.system("ls -l /proc/self/fd > " + list) != 0) {
      throw new IOException("the shell failed");
    }
    return Files.readAllLines(list, StandardCharsets.US_ASCII).stream()
        .filter(line -> line.contains("-> socket:"))
        .count();
  }
}
