package io.procex.hosts.problems;

import io.procex.hosts.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Launches children that exit with 7 while native code forks and reaps by itself. Prints how often
 * which exit code was seen: {@code java}, and {@code native} for its own children; and then {@code
 * stolen}, for those that native code reaps before Java can. Argument: the library.
 */
public final class ReapBesideNative {
  private static final int CHILDREN = 100;
  private static final String[] SEVEN = {"sh", "-c", "exit 7"};

  private ReapBesideNative() {}

  public static void main(String[] args) throws Exception {
    Neighbour.load(args[0]);
    ExecutorService executor = Executors.newFixedThreadPool(3);
    Future<Map<Integer, Integer>> inNative =
        executor.submit(() -> codes(() -> Neighbour.system("exit 7") >> 8));
    Callable<Integer> inJava = () -> new ProcessBuilder(SEVEN).start().waitFor();
    System.out.println("java " + codes(inJava));
    System.out.println("native " + inNative.get());
    System.out.println("stolen " + stolen(executor));
    executor.shutdown();
    Status.print();
  }

  private static Map<Integer, Integer> codes(Callable<Integer> launch) throws Exception {
    Map<Integer, Integer> codes = new TreeMap<>();
    for (int i = 0; i < CHILDREN; i++) {
      codes.merge(launch.call(), 1, Integer::sum);
    }
    return codes;
  }

  /** How many of them waitFor() returned for. What it returns then is anybody's guess. */
  private static int stolen(ExecutorService executor) throws Exception {
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < CHILDREN; i++) {
      children.add(new ProcessBuilder("cat").start());
    }
    Future<Integer> thief = executor.submit(Neighbour::reapAll);
    for (Process child : children) {
      child.getOutputStream().close();
    }
    int returned = 0;
    for (Process child : children) {
      child.waitFor();
      returned++;
    }
    thief.get();
    return returned;
  }
}
