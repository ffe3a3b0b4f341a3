package io.procex.hosts;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What this JVM holds of memory, threads, mappings and children. */
public final class Holdings {
  private static final Path SELF = Paths.get("/proc/self");

  /**
   * Reapers live 60 s after their last child, carriers of virtual threads 30 s. JDK 26 shortens
   * their names in the middle: {@code ForkJoi..rker-1}. HotSpot starts threads of its collectors
   * and compilers when it needs them.
   */
  private static final Pattern OF_THE_JDK =
      Pattern.compile("process|ForkJoi|Virtual|G1 |GC |C[12] ");

  private Holdings() {}

  /** A line each: the heap in use and the resident set in KiB, threads, mappings. */
  static void print(String when) throws IOException {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.println(when + "heap " + (runtime.totalMemory() - runtime.freeMemory()) / 1024);
    System.out.println(when + "resident " + status("VmRSS:"));
    System.out.println(when + "threads " + status("Threads:"));
    System.out.println(when + "mappings " + Files.readAllLines(SELF.resolve("maps")).size());
  }

  /** A number in /proc/self/status, such as that of {@code Threads:}. */
  public static long status(String key) throws IOException {
    for (String line : Files.readAllLines(SELF.resolve("status"), StandardCharsets.ISO_8859_1)) {
      if (line.startsWith(key)) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no " + key + " in /proc/self/status");
  }

  /** Number and name of each thread, without those that the JDK lets come and go. */
  public static Set<String> threads() throws IOException {
    Set<String> threads = new TreeSet<>();
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(SELF.resolve("task"))) {
      for (Path task : tasks) {
        String name = nameOf(task);
        if (!name.isEmpty() && !OF_THE_JDK.matcher(name).lookingAt()) {
          threads.add(task.getFileName() + " " + name);
        }
      }
    }
    return threads;
  }

  /** Empty if it has ended meanwhile. */
  private static String nameOf(Path task) throws IOException {
    try {
      return new String(Files.readAllBytes(task.resolve("comm")), StandardCharsets.UTF_8).trim();
    } catch (IOException e) {
      if (Files.exists(task)) {
        throw e;
      }
      return "";
    }
  }

  /** Those that came and stay: a thread of Java ends a little before the kernel's. */
  public static Set<String> threadsBeside(Set<String> earlier) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    Set<String> threads;
    do {
      threads = threads();
      threads.removeAll(earlier);
    } while (!threads.isEmpty() && System.nanoTime() < deadline);
    return threads;
  }

  /** Pid and state of each child, a zombie's being Z. */
  public static Map<Integer, String> children() throws IOException {
    String self = new File("/proc/self").getCanonicalFile().getName();
    Map<Integer, String> children = new TreeMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Paths.get("/proc"), "[1-9]*")) {
      for (Path process : all) {
        String[] fields = stat(process);
        if (fields.length > 1 && fields[1].equals(self)) {
          children.put(Integer.parseInt(process.getFileName().toString()), fields[0]);
        }
      }
    }
    return children;
  }

  /** State, parent and what follows the name, which may hold anything; empty if it is gone. */
  private static String[] stat(Path process) throws IOException {
    try {
      byte[] stat = Files.readAllBytes(process.resolve("stat"));
      String text = new String(stat, StandardCharsets.ISO_8859_1);
      return text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    } catch (NoSuchFileException e) {
      return new String[0];
    } catch (IOException e) {
      if (Files.exists(process)) {
        throw e;
      }
      return new String[0]; // ESRCH: ended between open and read
    }
  }
}
