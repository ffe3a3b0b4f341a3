package io.procex.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** One JDK's start-up without an agent, with one that does nothing, and with procex-agent. */
final class StartupComparison {
  static final String[] COLUMNS = {
    "JDK", "no agent", "no-op agent", "procex-agent", "procex - no-op", "no-op - none"
  };

  private static final double MILLISECOND = 1_000_000;

  private final JavaHome java;
  private final Contender none;
  private final Contender noOp;
  private final Contender procex;

  StartupComparison(JavaHome java, Path noOpJar, Path agentJar) throws IOException {
    this.java = java;
    none = new HelloWorldRun(java, Collections.emptyList());
    noOp = new HelloWorldRun(java, Collections.singletonList("-javaagent:" + noOpJar));
    procex = new HelloWorldRun(java, Collections.singletonList("-javaagent:" + agentJar));
  }

  List<Contender> contenders() {
    return Arrays.asList(none, noOp, procex);
  }

  String[] row(Rounds rounds) {
    Samples noneTimes = rounds.medians(none);
    Samples noOpTimes = rounds.medians(noOp);
    Samples procexTimes = rounds.medians(procex);
    return new String[] {
      java.version(),
      Spread.quartiles(noneTimes, MILLISECOND),
      Spread.quartiles(noOpTimes, MILLISECOND),
      Spread.quartiles(procexTimes, MILLISECOND),
      Spread.quartiles(procexTimes.minus(noOpTimes), MILLISECOND),
      Spread.quartiles(noOpTimes.minus(noneTimes), MILLISECOND)
    };
  }
}
