package io.procex.bench;

import io.procex.bench.host.AliveHost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** JVMs with many living children. */
final class AliveScenario implements Scenario {
  /** With more of them the agent with the JDK's reaper is as the stock JDK, and takes as long. */
  private static final int SOME = 1_000;

  /** Page tables, kernel stack and the like of a child that does nothing, rounded up. */
  private static final long BYTES_OF_A_CHILD = 256 * 1024;

  /** The stock JDK has a thread for each child, and a thread is a task as a process is. */
  private static final int TASKS_OF_A_CHILD = 2;

  private static final int OTHER_TASKS = 2_000;

  /** NuProcess knows pipes alone, and keeps three for each child. */
  private static final int PIPES = 3;

  private static final int OTHER_DESCRIPTORS = 500;

  @Override
  public String name() {
    return "alive";
  }

  @Override
  public String title() {
    return "Many living children";
  }

  @Override
  public String explanation() {
    return "So many children that do nothing, with inherited stdio (NuProcess: with pipes): threads"
        + " that the JVM has more than before, memory for each (resident outside the heap, and used"
        + " of the heap after a collection), and start() of /bin/true beside them. A new JVM in every"
        + " round.";
  }

  @Override
  public List<Metric> metrics() {
    return Arrays.asList(Metric.THREADS, Metric.MEMORY, Metric.START);
  }

  @Override
  public int rounds() throws UsageException {
    return Bench.setting("alive.rounds", 1);
  }

  @Override
  public List<Contender> contenders(Bench bench, Findings findings)
      throws IOException, UsageException {
    int most = most(findings);
    List<Contender> contenders = new ArrayList<>();
    for (int count : IntStream.of(0, Math.min(most, SOME), most).distinct().toArray()) {
      Load load = load(bench, count);
      for (JavaHome java : bench.homes) {
        for (Way way : ways(bench, java, count, findings)) {
          Load full = way.library.equals("jdk") ? load.with("stdio", "inherit") : load;
          contenders.add(new FreshJvm(new HostJvm(java, way, full, AliveHost.class)));
        }
      }
    }
    return contenders;
  }

  private static int most(Findings findings) throws IOException, UsageException {
    int wanted = Bench.setting("alive", 10_000);
    long most = (Limits.tasks() - OTHER_TASKS) / TASKS_OF_A_CHILD;
    long fitting = Limits.availableBytes() / BYTES_OF_A_CHILD;
    if (Math.min(most, fitting) >= wanted) {
      return wanted;
    }
    findings.leaveOut(
        label(wanted),
        "limits of processes leave room for " + most + ", available memory for " + fitting);
    return (int) Math.min(most, fitting);
  }

  /** The heap is resident from the start, and no thread of the JVM's own comes or goes. */
  private static Load load(Bench bench, int count) throws UsageException {
    return new Load(label(count), Bench.setting("launches.few", 60))
        .with("alive", count)
        .with("child", bench.idleChild())
        .withJvmOption("-XX:+IgnoreUnrecognizedVMOptions")
        .withJvmOption("-XX:-UseDynamicNumberOfCompilerThreads")
        .withJvmOption("-XX:+UseSerialGC")
        .withJvmOption("-Xms256m")
        .withJvmOption("-Xmx256m")
        .withJvmOption("-XX:+AlwaysPreTouch");
  }

  private static String label(int count) {
    return String.format(Locale.ROOT, "%,d children", count);
  }

  private static List<Way> ways(Bench bench, JavaHome java, int count, Findings findings)
      throws IOException {
    List<Way> ways = new ArrayList<>();
    ways.add(Way.stock());
    ways.add(Way.agent(bench.agentJar));
    if (count <= SOME) {
      ways.add(Way.agentWithJdkReaper(bench.agentJar));
    }
    long fitting = (Limits.descriptors() - OTHER_DESCRIPTORS) / PIPES;
    if (fitting >= count) {
      ways.add(Way.nuProcess(java));
    } else {
      findings.leaveOut(
          Subject.NUPROCESS + ", " + label(count),
          "three pipes for each; the hard limit of open files leaves room for " + fitting);
    }
    return ways;
  }
}
