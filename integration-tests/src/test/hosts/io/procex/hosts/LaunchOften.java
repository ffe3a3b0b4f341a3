package io.procex.hosts;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Launches many times, and prints which descriptors that has left open. Argument: how often. */
public final class LaunchOften {
  private static final int FAILURE_EACH = 10;

  private LaunchOften() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    launch(2 * FAILURE_EACH);
    Map<Integer, String> before = Descriptors.list();
    launch(Integer.parseInt(args[0]));
    Map<Integer, String> after = Descriptors.list();
    Map<Integer, String> closed = new TreeMap<>(before);
    closed.keySet().removeAll(after.keySet());
    after.keySet().removeAll(before.keySet());
    System.out.println("left open " + after);
    System.out.println("closed " + closed);
    Status.print();
  }

  private static void launch(int times) throws IOException, InterruptedException {
    for (int i = 1; i <= times; i++) {
      Process process = new ProcessBuilder("true").start();
      process.getOutputStream().close();
      process.getInputStream().close();
      process.getErrorStream().close();
      process.waitFor();
      if (i % FAILURE_EACH == 0 && !fails()) {
        throw new AssertionError("/no/such/program was launched");
      }
    }
  }

  private static boolean fails() {
    try {
      new ProcessBuilder("/no/such/program").start();
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
