package io.procex.hosts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Launches a shell with a child of its own, destroys it, and prints what an application sees of
 * that. Arguments: {@code destroy}, {@code destroyForcibly}, or {@code handle} (JDK 9); and {@code
 * gone} to wait for the end of the child's child, or {@code stays} to look at once and kill it.
 */
public final class DestroyGroup {
  private DestroyGroup() {}

  public static void main(String[] arguments) throws Exception {
    Process process = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; wait").start();
    BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    String member = out.readLine();
    end(process, arguments[0]);
    System.out.println("exit " + process.waitFor());
    System.out.println("alive " + process.isAlive());
    process.destroy();
    System.out.println("again " + process.exitValue());
    while (arguments[1].equals("gone") && runs(member)) {
      // its signal is on its way
    }
    System.out.println("member " + (runs(member) ? "runs" : "has ended"));
    new ProcessBuilder("sh", "-c", "kill -9 " + member).start().waitFor();
  }

  private static void end(Process process, String way) throws Exception {
    if (way.equals("handle")) {
      Object handle = Process.class.getMethod("toHandle").invoke(process);
      Class<?> type = Class.forName("java.lang.ProcessHandle");
      System.out.println("requested " + type.getMethod("destroy").invoke(handle));
    } else if (way.equals("destroy")) {
      process.destroy();
    } else {
      process.destroyForcibly();
    }
  }

  /** A zombie has ended: whoever inherits it may never reap it. */
  private static boolean runs(String pid) {
    Path stat = Paths.get("/proc", pid, "stat");
    try {
      return !new String(Files.readAllBytes(stat), StandardCharsets.US_ASCII).contains(") Z ");
    } catch (IOException gone) {
      return false;
    }
  }
}
