package io.procex.hosts.problems;

import io.procex.hosts.Holdings;
import io.procex.hosts.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * Launches cats that all read this JVM's stdin, prints how many threads they have cost, {@code
 * threads}, and waits until that stdin is closed and all have ended: {@code ended}. Argument: how
 * many.
 */
public final class HoldChildren {
  private HoldChildren() {}

  public static void main(String[] args) throws Exception {
    new ProcessBuilder("true").start().waitFor();
    long before = Holdings.status("Threads:");
    List<Process> children = new ArrayList<>();
    for (int i = Integer.parseInt(args[0]); i > 0; i--) {
      children.add(new ProcessBuilder("cat").inheritIO().start());
    }
    System.out.println("threads " + (Holdings.status("Threads:") - before));
    int ended = 0;
    for (Process child : children) {
      ended += child.waitFor() == 0 ? 1 : 0;
    }
    System.out.println("ended " + ended);
    Status.print();
  }
}
