package io.procex.hosts.problems;

import io.procex.hosts.Status;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The first process of a pid namespace. Launches shells that leave children behind, while native
 * code forks children of its own and waits for them much later, or at once. Prints the exit codes
 * that were wrong, of each kind, and how many zombies there are at last, when they are as many as
 * expected. Arguments: the library, how many orphans each shell leaves, how many zombies stay.
 */
public final class AdoptOrphans {
  private static final int SHELLS = 10;
  private static final int FORKED = 40;
  private static final int SOME_CODES = 100;

  /** By pid, the code. */
  private final Map<Integer, Integer> forked = new LinkedHashMap<>();

  private AdoptOrphans() {}

  public static void main(String[] args) throws Exception {
    Neighbour.load(args[0]);
    AdoptOrphans host = new AdoptOrphans();
    host.fork(0);
    Thread brief = new Thread(() -> host.fork(FORKED));
    brief.start();
    brief.join(); // its children are those of the first thread now, as orphans are

    AtomicBoolean ended = new AtomicBoolean();
    AtomicInteger wrong = new AtomicInteger();
    Thread busy = new Thread(() -> runNative(ended, wrong));
    busy.start();
    System.out.println("wrong in Java " + launchShells(args[1]));
    host.awaitZombies(Integer.parseInt(args[2]));
    ended.set(true);
    busy.join();
    System.out.println("wrong at once " + wrong);
    System.out.println("wrong late " + host.wrongCodes());
    System.out.println("zombies " + host.zombies());
    Status.print();
  }

  private void fork(int from) {
    for (int i = from; i < from + FORKED; i++) {
      forked.put(Neighbour.fork(i % SOME_CODES), i % SOME_CODES);
    }
  }

  private static void runNative(AtomicBoolean ended, AtomicInteger wrong) {
    for (int i = 0; !ended.get(); i++) {
      if (Neighbour.system("exit " + i % SOME_CODES) >> 8 != i % SOME_CODES) {
        wrong.incrementAndGet();
      }
    }
  }

  private static int launchShells(String orphans) throws Exception {
    List<Process> shells = new ArrayList<>();
    for (int i = 0; i < SHELLS; i++) {
      String script =
          "i=0; while [ $i -lt " + orphans + " ]; do (: &); i=$((i+1)); done; exit " + i;
      shells.add(new ProcessBuilder("sh", "-c", script).start());
    }
    int wrong = 0;
    for (int i = 0; i < SHELLS; i++) {
      wrong += shells.get(i).waitFor() == i ? 0 : 1;
    }
    return wrong;
  }

  private int wrongCodes() {
    int wrong = 0;
    for (Map.Entry<Integer, Integer> child : forked.entrySet()) {
      wrong += Neighbour.exitCode(child.getKey()) == child.getValue() ? 0 : 1;
    }
    return wrong;
  }

  @SuppressWarnings("ThreadPriorityCheck") // the test ends a host for which it waits too long
  private void awaitZombies(int expected) {
    while (others().size() != expected) { // an orphan may still run
      Thread.yield();
    }
  }

  private int zombies() {
    return (int) others().stream().filter(AdoptOrphans::isZombie).count();
  }

  /** The processes that native code has not forked. */
  private List<String> others() {
    List<String> others = new ArrayList<>();
    for (String name : new File("/proc").list()) {
      boolean isOther = Character.isDigit(name.charAt(0)) && !name.equals("1");
      if (isOther && !forked.containsKey(Integer.valueOf(name))) {
        others.add(name);
      }
    }
    return others;
  }

  private static boolean isZombie(String pid) {
    Path stat = new File("/proc/" + pid + "/stat").toPath();
    try {
      String text = new String(Files.readAllBytes(stat), StandardCharsets.ISO_8859_1);
      return text.contains(") Z 1 ");
    } catch (IOException gone) {
      return false;
    }
  }
}
