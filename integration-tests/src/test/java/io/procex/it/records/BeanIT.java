package io.procex.it.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.ShowBean;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;

/** Management tools see what the agent has done. */
class BeanIT {
  @OnEachJdk
  void beanHasCountsLatenciesConfigurationAndTheLastRecords(Jdk jdk) throws Exception {
    Result result = HostJvm.withAgent(jdk, "jmx=true", "log.args=none").run(ShowBean.class);
    assertEquals("", result.err());
    assertEquals(Artifacts.version(), result.line("Version "));
    assertEquals("4", result.line("Launched "));
    assertEquals("3", result.line("Exited "));
    assertEquals("1", result.line("LiveChildren "));
    assertTrue(result.line("Failed ").contains("ENOENT"), result.toString());
    assertEquals("1", result.line("FailedTotal "));
    assertEquals("0", result.line("Denied "));
    assertEquals("0", result.line("DeclinedTotal "));
    assertEquals("0", result.line("DroppedTotal "));
    assertTrue(Long.parseLong(result.line("LatencyMicrosTotal ")) > 0, result.toString());
    assertTrue(result.line("Rungs ").contains("shared-table"), result.toString());
    assertTrue(result.line("LatencyMicros ").contains("p99"), result.toString());
    assertTrue(result.line("Configuration ").contains("log.args"), result.toString());
    assertTrue(result.line("Records ").contains("\"launch-failed\""), result.toString());
    assertEquals("0", result.line("OrphansReaped "));
    assertTrue(Long.parseLong(result.line("DescriptorsKept ")) >= 0, result.toString());
  }
}
