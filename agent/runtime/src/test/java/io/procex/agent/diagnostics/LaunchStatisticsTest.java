package io.procex.agent.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.agent.bridge.MadeLaunch;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaunchStatisticsTest {
  private static final int ECHILD = 10;
  private static final int MOST_RECORDS = 100;

  private final LaunchStatistics statistics = new LaunchStatistics(true);

  private static ExitCapture exit(int pid) {
    return new ExitCapture(pid, ECHILD, null, null);
  }

  @Test
  void latestRecordsAreTheLastOnes() {
    for (int pid = 1; pid <= MOST_RECORDS + 2; pid++) {
      statistics.exited(exit(pid));
    }
    List<Record> latest = statistics.latest();
    assertEquals(MOST_RECORDS, latest.size());
    assertEquals(3L, latest.get(0).get(Field.PID));
    assertEquals(MOST_RECORDS + 2L, latest.get(MOST_RECORDS - 1).get(Field.PID));
    assertEquals(MOST_RECORDS + 2, statistics.exited());
  }

  @Test
  void withoutABeanNothingIsRemembered() {
    LaunchStatistics brief = new LaunchStatistics(false);
    brief.exited(exit(1));
    assertEquals(Collections.emptyList(), brief.latest());
    assertEquals(1, brief.exited());
  }

  @Test
  void deniedLaunchesAreFailedOnesToo() throws Exception {
    ProcexLaunch launch = MadeLaunch.of("/bin/true");
    MadeLaunch.set(launch, "pid", -1);
    MadeLaunch.set(launch, "verdict", new ProcexVerdict("no", "deny", true, true, false, null));
    statistics.launched(new LaunchCapture(launch, new AgentOptions(null).log(), statistics));
    assertEquals(1, statistics.denied());
    assertEquals(1, statistics.failed().size());
    assertEquals(0, statistics.launched());
    assertEquals(0, statistics.liveCount());
  }
}
