package io.procex.bench.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A JVM with many living children. Settings: {@code child}, the program that only lives, {@code
 * alive}, how many of them, {@code by} and {@code stdio} as in {@link LaunchHost}.
 */
public final class AliveHost {
  private static final int WARM_UP_LAUNCHES = 200;
  private static final long LONGEST_WARM_UP = 1_000_000_000;

  private final Settings settings;
  private final Launcher shortLived;
  private final List<Child> alive = new ArrayList<>();

  private AliveHost(Settings settings) throws IOException {
    this.settings = settings;
    shortLived = Launcher.of(settings, Collections.singletonList("/bin/true"));
  }

  public static void main(String[] args) throws Exception {
    AliveHost host = new AliveHost(new Settings(args));
    long begin = System.nanoTime();
    for (int i = 0; i < WARM_UP_LAUNCHES && System.nanoTime() - begin < LONGEST_WARM_UP; i++) {
      Timed.launch(host.shortLived);
    }
    Requests.serve(host::measure);
  }

  private Answer measure(int launches) throws IOException, InterruptedException {
    Answer answer = new Answer();
    long threads = OwnProcess.threads();
    long bytes = bytes();
    int count = settings.number("alive", 0);
    try {
      launchChildren(count);
      answer.add("threads", OwnProcess.threads() - threads);
      if (count > 0) {
        answer.add("memory", (bytes() - bytes) / count);
      }
      LongStream.Builder starts = LongStream.builder();
      for (int i = 0; i < launches; i++) {
        starts.add(Timed.launch(shortLived).start);
      }
      answer.add("start", starts.build());
    } finally {
      endChildren();
    }
    return answer;
  }

  private void launchChildren(int count) throws IOException {
    Launcher launcher =
        Launcher.of(settings, Collections.singletonList(settings.word("child", null)));
    for (int i = 0; i < count; i++) {
      alive.add(launcher.start());
    }
  }

  private void endChildren() throws IOException, InterruptedException {
    alive.forEach(Child::kill);
    for (Child child : alive) {
      child.waitFor();
      child.close();
    }
    alive.clear();
  }

  /** The heap is resident from the start, so that what is used of it is counted by itself. */
  private static long bytes() throws IOException {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return OwnProcess.residentBytes() + runtime.totalMemory() - runtime.freeMemory();
  }
}
