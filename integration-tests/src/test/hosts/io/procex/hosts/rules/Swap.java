package io.procex.hosts.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Launches a program while eight threads exchange what lies at its path, or on the way to it, for a
 * link to a shell that may not be run. Arguments: directory, which race, how many launches. Prints
 * each outcome with its number, {@code ran} for the shell's runs.
 */
public final class Swap {
  private static final int THREADS = 8;

  /** So many times more launches until there are two outcomes: on a loaded machine one is rare. */
  private static final int MOST = 20;

  private final Path root;
  private final Path marker;
  private final AtomicBoolean ended = new AtomicBoolean();

  private Swap(Path root) {
    this.root = root;
    this.marker = root.resolve("marker");
  }

  public static void main(String[] args) throws Exception {
    Swap swap = new Swap(Paths.get(args[0]));
    String race = args[1];
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      Thread thread = new Thread(() -> swap.exchange(race, number));
      thread.start();
      threads.add(thread);
    }
    Map<String, Integer> outcomes = new TreeMap<>();
    int launches = Integer.parseInt(args[2]);
    for (int i = 0; i < launches || (outcomes.size() < 2 && i < MOST * launches); i++) {
      outcomes.merge(swap.launch(race), 1, Integer::sum);
    }
    swap.ended.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    outcomes.forEach((outcome, count) -> System.out.println(outcome + " " + count));
  }

  private String launch(String race) throws Exception {
    String program = race.equals("directory") ? "race/directory/true" : "race/" + race;
    try {
      Process process =
          new ProcessBuilder(root.resolve(program).toString(), "-c", ": > " + marker).start();
      process.getOutputStream().close();
      process.waitFor();
    } catch (IOException e) {
      return Files.deleteIfExists(marker) ? "ran" : e.getMessage().replaceAll(".*: ", "");
    }
    return Files.deleteIfExists(marker) ? "ran" : "allowed";
  }

  /** Each of the threads puts now the one, now the other in place. */
  private void exchange(String race, int thread) {
    Path place = root.resolve("race/" + race);
    for (int i = thread; !ended.get(); i++) {
      Path made = root.resolve("race/made" + thread);
      try {
        make(made, race, i % 2 == 0);
        Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private void make(Path made, String race, boolean allowed) throws IOException {
    switch (race) {
      case "link":
        Files.createSymbolicLink(made, root.resolve(allowed ? "ok/true" : "evil/sh"));
        break;
      case "script":
        Files.createSymbolicLink(made, root.resolve(allowed ? "ok/allowed.sh" : "evil/script"));
        break;
      case "directory":
        Files.createSymbolicLink(made, root.resolve(allowed ? "ok" : "evil"));
        break;
      default: // a file that is allowed, and a link in its place
        if (allowed) {
          Files.copy(root.resolve("ok/true"), made, StandardCopyOption.COPY_ATTRIBUTES);
        } else {
          Files.createSymbolicLink(made, root.resolve("evil/sh"));
        }
    }
  }
}
