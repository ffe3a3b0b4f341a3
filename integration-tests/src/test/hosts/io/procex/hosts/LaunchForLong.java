package io.procex.hosts;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Launches a child that checks itself, very often from many threads, and prints how many were wrong
 * in what way, and what this JVM holds after the warm-up and at the end. Arguments: {@code
 * platform} or {@code virtual}, how many threads, how many launches to warm up, how many after
 * that, the program (see native/tests/check_child.c).
 */
public final class LaunchForLong {
  private final int threads;
  private final ExecutorService executor;
  private final String program;
  private final AtomicInteger number = new AtomicInteger();
  private final Map<String, Integer> wrong = new ConcurrentSkipListMap<>();

  private LaunchForLong(String kind, int threads, String program) throws Exception {
    this.threads = threads;
    this.executor = LaunchFromThreads.executor(kind, threads);
    this.program = program;
  }

  public static void main(String[] args) throws Exception {
    int warmUp = Integer.parseInt(args[2]);
    Set<String> threads = Holdings.threads();
    LaunchForLong host = new LaunchForLong(args[0], Integer.parseInt(args[1]), args[4]);
    host.launchUntil(warmUp);
    Holdings.print("warm ");
    Map<Integer, String> open = Descriptors.list();
    long start = System.nanoTime();
    host.launchUntil(warmUp + Integer.parseInt(args[3]));
    System.out.printf("seconds %.1f%n", (System.nanoTime() - start) / 1e9);
    Holdings.print("end ");
    System.out.println("children " + Holdings.children());
    Map<Integer, String> openAtEnd = Descriptors.list();
    System.out.println("descriptors " + open.size() + " " + openAtEnd.size());
    System.out.println("changed descriptors " + difference(open, openAtEnd));
    System.out.println("wrong " + host.wrong);
    Status.print();
    host.executor.shutdown();
    System.out.println("new threads " + Holdings.threadsBeside(threads));
  }

  /** Those that only one of the two has. */
  private static Map<Integer, String> difference(Map<Integer, String> a, Map<Integer, String> b) {
    Map<Integer, String> either = new TreeMap<>(a);
    either.putAll(b);
    either.keySet().removeIf(fd -> a.containsKey(fd) && b.containsKey(fd));
    return either;
  }

  /** Returns when the child of this number, and all before it, have exited. */
  private void launchUntil(int last) throws Exception {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      tasks.add(
          () -> {
            for (int next = number.incrementAndGet();
                next <= last;
                next = number.incrementAndGet()) {
              launch(Integer.toString(next));
            }
            return null;
          });
    }
    for (Future<Void> task : executor.invokeAll(tasks)) {
      task.get();
    }
    number.set(last);
  }

  private void launch(String text) throws InterruptedException {
    String fault = "";
    try {
      fault = faultOf(text);
    } catch (IOException e) {
      fault = e.toString().replace(text, "N");
    }
    if (!fault.isEmpty()) {
      wrong.merge(fault, 1, Integer::sum);
    }
  }

  private String faultOf(String text) throws IOException, InterruptedException {
    String directory = text.hashCode() % 2 == 0 ? "/usr" : "/proc"; // neither is this JVM's own
    ProcessBuilder builder = new ProcessBuilder(program, text, directory);
    builder.directory(new File(directory));
    builder.environment().clear();
    builder.environment().put("NUMBER", text);
    Process process = builder.start();
    process.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().close();
    byte[] out = Observation.readAll(process.getInputStream());
    byte[] err = Observation.readAll(process.getErrorStream());
    process.getInputStream().close();
    process.getErrorStream().close();
    int exitCode = process.waitFor();
    if (exitCode != 0) {
      return "exit code " + exitCode;
    }
    return text.equals(new String(out, StandardCharsets.US_ASCII)) && err.length == 0
        ? ""
        : "another's output";
  }
}
