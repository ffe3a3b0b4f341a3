package io.procex.hosts.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that launches for long, while its driver changes the agent. Arguments: the folder of the
 * programs, the file of what the stock JDK makes of the cases, how many launches, how many threads.
 * It reads a request a line, and answers each with a line.
 */
public final class SoakHost {
  private static final int LAST_OF_WARM_UP = 2;
  private static final int PARTS = 20;
  private static final int MOST_STARVING = 60;

  /** Of a launch that is not counted. */
  private static final String NO_NUMBER = "n=" + Integer.MAX_VALUE;

  private final Attempt.Shared shared;
  private final Judge judge;
  private final Sampler sampler;
  private final Expected expected;
  private final int launches;
  private final int threads;
  private final int warmUp;
  private volatile Era era = Era.parse("sure attached");
  private Workers workers;
  private Remains remains;

  private SoakHost(String folder, Path stock, int launches, int threads) throws IOException {
    this.shared = new Attempt.Shared(folder);
    this.judge = new Judge(stock, shared, launches);
    this.sampler = new Sampler(judge, shared.shortage);
    this.launches = launches;
    this.threads = threads;
    this.warmUp = LAST_OF_WARM_UP * threads * Cases.ALL.size();
    this.expected = new Expected(launches + warmUp);
  }

  public static void main(String[] args) throws Exception {
    SoakHost host =
        new SoakHost(
            args[0], Paths.get(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    Thread interrupter = new Thread(host.shared.interrupter, "interrupter");
    interrupter.setDaemon(true);
    interrupter.start();
    // What is loaded now cannot be missing when no descriptor is left.
    host.run(host.launches, host.warmUp, host.warmUp).await();
    host.shared.shortage.during(() -> host.starve(1));
    System.out.println("ready " + Sampler.NAMES);
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      System.out.println(host.answer(line.split(" ", 2)));
    }
    System.exit(0);
  }

  private Workers run(int first, int count, int allowed) {
    return new Workers(threads, count, allowed, number -> launch(first + number));
  }

  private String answer(String... request) throws Exception {
    switch (request[0]) {
      case "era":
        era = Era.parse(request[1]);
        return "done";
      case "baseline":
        remains = new Remains();
        return "done";
      case "go":
        workers = run(0, launches, ahead());
        return "done";
      case "sample":
        return sampler.sample(workers == null ? 0 : workers.done());
      case "await":
        awaitLaunches(Integer.parseInt(request[1]));
        return "done";
      case "shortage":
        shared.shortage.during(() -> starve(Long.parseLong(request[1])));
        return "done";
      case "settle":
        run(launches, warmUp, warmUp).await();
        return "done";
      case "end":
        workers.allow(launches);
        workers.await();
        expected.write(Paths.get(request[1]));
        return "done";
      default:
        return tell(request[0]);
    }
  }

  /** What is asked for when all is over. */
  private String tell(String what) throws Exception {
    switch (what) {
      case "children":
        return Remains.awaitNoChild().toString();
      case "descriptors":
        return remains.difference().toString();
      case "threads":
        return remains.newThreads().toString();
      case "faults":
        return judge.faults.toString();
      case "counts":
        return workers.done()
            + " "
            + judge.right
            + " "
            + judge.wrong
            + " "
            + judge.lost
            + " "
            + judge.starved
            + " "
            + judge.refused;
      default:
        throw new IllegalArgumentException(what);
    }
  }

  /** So many launches more than the driver has waited for may be made. */
  private int ahead() {
    return launches / PARTS;
  }

  private void awaitLaunches(int count) {
    workers.allow(count + ahead());
    while (workers.done() < Math.min(count, launches)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /** Takes the agent's reserve too: a launch without descriptors uses that. */
  private void starve(long millis) {
    List<Process> children = new ArrayList<>();
    try {
      while (children.size() < MOST_STARVING) {
        children.add(new ProcessBuilder(shared.child, "0", "0", "0", "stay", NO_NUMBER).start());
      }
    } catch (IOException noneLeft) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    } finally {
      children.forEach(Process::destroyForcibly);
    }
  }

  private void launch(int number) {
    int index = Cases.indexFor(number);
    Case kind = Cases.ALL.get(index);
    Attempt attempt = new Attempt(number, shared, () -> era);
    String outcome = kind.outcome(attempt);
    judge.judge(index, kind, attempt, outcome);
    expected.note(attempt, attempt.wasShort() && outcome.contains(Judge.NOTHING_LEFT));
    Era lasted = attempt.era();
    if (attempt.hasStarted() && lasted.sure) {
      (lasted.attached ? sampler.starts : sampler.startsOfJdk).add(attempt.startNanos());
      if (kind.timed && lasted.attached && attempt.hasEnded()) {
        sampler.wholes.add(attempt.wholeNanos());
      }
    }
  }
}
