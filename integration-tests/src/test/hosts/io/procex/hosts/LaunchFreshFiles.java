package io.procex.hosts;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes programs, closes them and launches them at once, while other threads launch something
 * else; prints how many launches found their program still open for writing (ETXTBSY). Arguments:
 * directory, how many programs.
 */
public final class LaunchFreshFiles {
  /** Threads that write a program and launch it. */
  public static final int WRITERS = 4;

  private static final int LAUNCHERS = 8;
  private static final int ETXTBSY = 26;

  private final File directory;
  private final byte[] program;
  private final Launch launch;
  private final AtomicBoolean done = new AtomicBoolean();

  private LaunchFreshFiles(File directory, byte[] program, Launch launch) {
    this.directory = directory;
    this.program = program;
    this.launch = launch;
  }

  /** Launches a program and waits for it; false if it is still open for writing. */
  public interface Launch {
    boolean ends(String program) throws IOException, InterruptedException;
  }

  public static void main(String[] args) throws Exception {
    new ProcessBuilder("true").start().waitFor();
    run(new File(args[0]), Integer.parseInt(args[1]), LaunchFreshFiles::launch);
    Status.print();
  }

  /** As many programs, launched in this way. */
  public static void run(File directory, int programs, Launch launch) throws Exception {
    byte[] program = Files.readAllBytes(Paths.get("/bin/true"));
    new LaunchFreshFiles(directory, program, launch).run(programs);
  }

  private void run(int programs) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS + LAUNCHERS);
    List<Future<Void>> launchers = new ArrayList<>();
    for (int i = 0; i < LAUNCHERS; i++) {
      launchers.add(threads.submit(this::launchUntilDone));
    }
    List<Callable<Integer>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      File file = new File(directory, "program-" + i);
      writers.add(() -> writeAndLaunch(file, programs / WRITERS));
    }
    int busy = 0;
    for (Future<Integer> writer : threads.invokeAll(writers)) {
      busy += writer.get();
    }
    done.set(true);
    for (Future<Void> launcher : launchers) {
      launcher.get();
    }
    threads.shutdown();
    System.out.println("busy " + busy);
  }

  private Void launchUntilDone() throws IOException, InterruptedException {
    while (!done.get()) {
      launch.ends("true");
    }
    return null;
  }

  private int writeAndLaunch(File file, int times) throws IOException, InterruptedException {
    int busy = 0;
    for (int i = 0; i < times; i++) {
      try (FileOutputStream out = new FileOutputStream(file)) {
        out.write(program);
      }
      if (!file.setExecutable(true)) {
        throw new IOException("cannot make executable: " + file);
      }
      busy += launch.ends(file.getPath()) ? 0 : 1;
      Files.delete(file.toPath());
    }
    return busy;
  }

  private static boolean launch(String program) throws IOException, InterruptedException {
    try {
      new ProcessBuilder(program).start().waitFor();
      return true;
    } catch (IOException e) {
      if (e.getMessage().matches(".*error[=:] ?" + ETXTBSY + "\\b.*")) {
        return false;
      }
      throw e;
    }
  }
}
