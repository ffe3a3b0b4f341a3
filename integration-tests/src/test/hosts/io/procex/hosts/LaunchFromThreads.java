package io.procex.hosts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Launches from many threads at the same time, and prints how many children answered wrongly and
 * which descriptors are left. Arguments: {@code platform} or {@code virtual}, how many threads, how
 * many launches in each.
 */
public final class LaunchFromThreads {
  private LaunchFromThreads() {}

  public static void main(String[] args) throws Exception {
    int threads = Integer.parseInt(args[1]);
    int launches = Integer.parseInt(args[2]);
    wrongAnswers(0, 1);
    ExecutorService executor = executor(args[0], threads);
    executor.submit(() -> wrongAnswers(0, 1)).get();
    Map<Integer, String> before = Descriptors.list();
    int wrong = 0;
    for (Future<Integer> result : executor.invokeAll(tasks(threads, launches))) {
      wrong += result.get();
    }
    Map<Integer, String> after = Descriptors.list();
    after.entrySet().removeIf(open -> !open.getValue().startsWith("pipe:"));
    after.keySet().removeAll(before.keySet());
    System.out.println("wrong " + wrong);
    System.out.println("left open " + after);
    executor.shutdown();
    Status.print();
  }

  static ExecutorService executor(String kind, int threads) throws Exception {
    return kind.equals("platform")
        ? Executors.newFixedThreadPool(threads)
        : (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  private static List<Callable<Integer>> tasks(int threads, int launches) {
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int first = i * launches;
      tasks.add(() -> wrongAnswers(first, launches));
    }
    return tasks;
  }

  /** Each child gets a number, and answers with it in all three ways. */
  private static int wrongAnswers(int first, int count) throws IOException, InterruptedException {
    int wrong = 0;
    for (int number = first; number < first + count; number++) {
      String code = Integer.toString(number % 256);
      Process process =
          new ProcessBuilder("sh", "-c", "read x; echo $x; echo $0 >&2; exit " + code, "" + number)
              .start();
      process.getOutputStream().write((number + "\n").getBytes(StandardCharsets.US_ASCII));
      process.getOutputStream().close();
      byte[] out = Observation.readAll(process.getInputStream());
      byte[] err = Observation.readAll(process.getErrorStream());
      process.getInputStream().close();
      process.getErrorStream().close();
      boolean right =
          (number + "\n").equals(new String(out, StandardCharsets.US_ASCII))
              && (number + "\n").equals(new String(err, StandardCharsets.US_ASCII))
              && process.waitFor() == number % 256;
      wrong += right ? 0 : 1;
    }
    return wrong;
  }
}
