package io.procex.bench.host;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A JVM that launches a {@code program} (/bin/true) when it is asked to. Settings: {@code by} (jdk,
 * nuprocess), {@code stdio} (pipes, files, discard, inherit), {@code descriptors} to hold open,
 * bytes of {@code arguments}, {@code threads} that launch.
 */
public final class LaunchHost {
  /** HotSpot compiles a method for good when it was called 5,000 times. */
  private static final int WARM_UP_LAUNCHES = 6_000;

  private static final long LONGEST_WARM_UP = 10_000_000_000L;

  /** With its descriptors open. */
  private static final int LAST_WARM_UP_LAUNCHES = 200;

  /** The stock JDK would need ten seconds for so many at 19,000 descriptors, NuProcess always. */
  private static final long LONGEST_LAST_WARM_UP = 1_000_000_000;

  private static final int ARGUMENT_SIZE = 64 * 1024; // with its NUL

  private final Settings settings;
  private final List<String> command;
  private final int threads;
  private final ExecutorService executor;
  private final Allocation allocation = new Allocation();

  private LaunchHost(Settings settings) throws ReflectiveOperationException {
    this.settings = settings;
    command = command(settings.word("program", "/bin/true"), settings.number("arguments", 0));
    threads = settings.number("threads", 1);
    executor = Executors.newFixedThreadPool(threads);
  }

  public static void main(String[] args) throws Exception {
    Settings settings = new Settings(args);
    LaunchHost host = new LaunchHost(settings);
    host.launch(WARM_UP_LAUNCHES, LONGEST_WARM_UP);
    List<FileInputStream> open = openDescriptors(settings.number("descriptors", 10));
    host.launch(LAST_WARM_UP_LAUNCHES, LONGEST_LAST_WARM_UP);
    Requests.serve(host::measure);
    for (FileInputStream descriptor : open) {
      descriptor.close();
    }
    host.executor.shutdown();
  }

  private static List<String> command(String program, int bytes) {
    List<String> command = new ArrayList<>();
    command.add(program);
    char[] argument = new char[ARGUMENT_SIZE - 1];
    Arrays.fill(argument, 'a');
    for (int i = 0; i < bytes / ARGUMENT_SIZE; i++) {
      command.add(new String(argument));
    }
    return command;
  }

  private static List<FileInputStream> openDescriptors(int count) throws IOException {
    List<FileInputStream> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      open.add(new FileInputStream("/dev/null"));
    }
    return open;
  }

  private Answer measure(int launches) throws Exception {
    long cpu = OwnProcess.cpuTime();
    long allocated = allocation.bytes();
    long begin = System.nanoTime();
    List<Timed> times = launch(launches, Long.MAX_VALUE);
    long elapsed = System.nanoTime() - begin;
    Answer answer = new Answer();
    answer.add("start", times.stream().mapToLong(timed -> timed.start));
    answer.add("launcher", times.stream().mapToLong(timed -> timed.launcher));
    answer.add("undisturbed", slowestOfFastestTenth(times));
    answer.add("wait", times.stream().mapToLong(timed -> timed.wait));
    answer.add("rate", Math.round(times.size() * 1e9 / elapsed));
    answer.add("cpu", (OwnProcess.cpuTime() - cpu) / times.size());
    answer.add("allocated", (allocation.bytes() - allocated) / times.size());
    return answer;
  }

  /** The 10th percentile: what a launch takes while nothing else wants its CPU. */
  private static long slowestOfFastestTenth(List<Timed> times) {
    long[] sorted = times.stream().mapToLong(timed -> timed.start).sorted().toArray();
    return sorted[sorted.length / 10];
  }

  private List<Timed> launch(int launches, long atMost) throws Exception {
    List<Callable<List<Timed>>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      tasks.add(() -> launchInThread((launches + threads - 1) / threads, atMost));
    }
    List<Timed> times = new ArrayList<>();
    for (Future<List<Timed>> task : executor.invokeAll(tasks)) {
      times.addAll(task.get());
    }
    return times;
  }

  private List<Timed> launchInThread(int launches, long atMost)
      throws IOException, InterruptedException {
    Launcher launcher = Launcher.of(settings, command);
    List<Timed> times = new ArrayList<>();
    long begin = System.nanoTime();
    while (times.size() < launches && System.nanoTime() - begin < atMost) {
      times.add(Timed.launch(launcher));
    }
    return times;
  }
}
