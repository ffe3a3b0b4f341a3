package io.procex.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** One JDK at one load: {@code start()} as it is, with the agent, and what C needs for the same. */
final class StartComparison implements Closeable {
  static final String[] COLUMNS = {
    "JDK",
    "fds",
    "stock p50",
    "agent p50",
    "floor p50",
    "posix_spawn p50",
    "stock/agent",
    "agent/floor",
    "flatness",
    "stock p99",
    "agent p99",
    "floor p99"
  };

  private static final double MICROSECOND = 1000;

  final JavaHome java;
  private final Load load;
  private final HostJvm stock;
  private final HostJvm agent;
  private final Floor floor;
  private final Floor posixSpawn;

  StartComparison(JavaHome java, Load load, Path agentJar, Path floorProgram) throws IOException {
    this.java = java;
    this.load = load;
    stock = HostJvm.start(java, Collections.emptyList(), load);
    agent = HostJvm.start(java, Collections.singletonList("-javaagent:" + agentJar), load);
    floor = new Floor(floorProgram, Floor.SHARED_TABLE, load);
    posixSpawn = new Floor(floorProgram, Floor.POSIX_SPAWN, load);
  }

  List<Contender> contenders() {
    return Arrays.asList(stock, agent, floor, posixSpawn);
  }

  /** Flatness: how many times what the agent needs at the base's load it needs at this one. */
  String[] row(Rounds rounds, StartComparison base) {
    Samples agentMedians = rounds.medians(agent);
    return new String[] {
      java.version(),
      load.descriptorCount(),
      Spread.minToMax(rounds.medians(stock), MICROSECOND),
      Spread.minToMax(agentMedians, MICROSECOND),
      Spread.minToMax(rounds.medians(floor), MICROSECOND),
      Spread.minToMax(rounds.medians(posixSpawn), MICROSECOND),
      Spread.minToMax(rounds.medians(stock).dividedBy(agentMedians), 1),
      Spread.minToMax(agentMedians.dividedBy(rounds.medians(floor)), 1),
      Spread.minToMax(agentMedians.dividedBy(rounds.medians(base.agent)), 1),
      p99(rounds, stock),
      p99(rounds, agent),
      p99(rounds, floor)
    };
  }

  @Override
  public void close() throws IOException {
    stock.close();
    agent.close();
  }

  private static String p99(Rounds rounds, Contender contender) {
    return Spread.number(rounds.all(contender).percentile(99) / MICROSECOND);
  }
}
