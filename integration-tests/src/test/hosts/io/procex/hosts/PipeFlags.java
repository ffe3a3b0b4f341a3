package io.procex.hosts;

import java.io.IOException;
import java.util.Map;

/** Prints how many pipe ends a running child adds to the JVM, and how many are close-on-exec. */
public final class PipeFlags {
  private PipeFlags() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    // The first launch also opens what the agent keeps.
    run(new ProcessBuilder("cat").start());
    Map<Integer, String> before = Descriptors.list();
    Process child = new ProcessBuilder("cat").start();
    Map<Integer, String> added = Descriptors.list();
    added.keySet().removeAll(before.keySet());
    added.values().removeIf(target -> !target.startsWith("pipe:"));
    int closeOnExec = 0;
    for (int descriptor : added.keySet()) {
      closeOnExec += Descriptors.isCloseOnExec(descriptor) ? 1 : 0;
    }
    System.out.println("pipe ends " + added.size());
    System.out.println("close-on-exec " + closeOnExec);
    run(child);
    Status.print();
  }

  private static void run(Process cat) throws IOException, InterruptedException {
    cat.getOutputStream().close();
    cat.getInputStream().close();
    cat.getErrorStream().close();
    cat.waitFor();
  }
}
