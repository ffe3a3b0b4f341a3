package io.procex.bench;

import io.procex.bench.host.LifeHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the agent costs a JVM, and saves it, from its start to its end. */
final class LifeScenario implements Scenario {
  static final String HELLO = "hello world";
  static final String ONE = "1 launch";
  static final String TEN = "10 launches";
  static final String HUNDRED = StartScenario.FEW;

  @Override
  public String name() {
    return "life";
  }

  @Override
  public String title() {
    return "The whole life of a JVM that launches";
  }

  @Override
  public String explanation() {
    return "A JVM from its start to its end, in every round a new one, which launches /bin/true with"
        + " three pipes and waits for it, not at all, once or several times: without an agent, with"
        + " one that does nothing, and with this one by either flag. CPU time is of the JVM and its"
        + " children, as wait4 gives it. It breaks even after so many launches: what start, end and"
        + " first launch take more, divided by what each other launch saves; in brackets where nine"
        + " tenths of the answers lie if the rounds are drawn by chance.";
  }

  @Override
  public List<Metric> metrics() {
    return Arrays.asList(
        Metric.WALL,
        Metric.LIFE_CPU,
        Metric.RESIDENT,
        Metric.PEAK,
        Metric.TO_MAIN,
        Metric.FIRST,
        Metric.LATE,
        Metric.LATER,
        Metric.END);
  }

  @Override
  public int rounds() throws UsageException {
    return Bench.setting("life.rounds", 31);
  }

  @Override
  public List<Comparison> comparisons() {
    return Arrays.asList(
        Comparison.ratio(Subject.AGENT, Subject.EARLIER_AGENT),
        Comparison.ratio(Subject.AGENT, Subject.NO_OP_AGENT),
        Comparison.ratio(Subject.NATIVE_ENTRY, Subject.NO_AGENT));
  }

  @Override
  public List<Table> conclusions(Findings findings) {
    return Arrays.asList(LifeSummary.of(findings), BreakEvenTable.of(findings));
  }

  @Override
  public List<Contender> contenders(Bench bench, Findings findings)
      throws IOException, InterruptedException {
    Path application = OneClassJar.application(LifeHost.class);
    List<Way> ways = Entries.of(bench, findings);
    List<Contender> contenders = new ArrayList<>();
    for (JavaHome java : bench.homes) {
      for (Life life : lives(findings)) {
        for (Way way : ways) {
          contenders.add(new LifeRun(bench, java, way, life, application));
        }
      }
      Way plain = Way.agent(bench.agentJar, Subject.PLAIN_JAR, "");
      contenders.add(new LifeRun(bench, java, plain, Life.whole(ONE, 1), application));
    }
    return contenders;
  }

  /** The fewer launches the more descriptors, of which the stock JDK closes each. */
  private static List<Life> lives(Findings findings) throws IOException {
    List<Life> lives = new ArrayList<>();
    lives.add(Life.whole(HELLO, 0));
    lives.add(Life.whole(ONE, 1));
    lives.add(Life.whole(TEN, 10));
    lives.add(Life.launches(HUNDRED, 100, 10));
    lives.add(Life.launches(StartScenario.MORE, 30, 1_000));
    if (StartScenario.roomForMany(findings)) {
      lives.add(Life.launches(StartScenario.MANY, 10, 19_000));
    }
    lives.add(Life.end("1 launch, System.exit", "exit"));
    lives.add(Life.end("1 launch, halt", "halt"));
    lives.add(Life.end("1 launch, SIGTERM", "sigterm"));
    lives.add(Life.end("1 launch, a child lives", "alive"));
    return lives;
  }
}
