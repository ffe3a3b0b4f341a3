package io.procex.it.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;

/**
 * HotSpot raises its soft limit on open files to the hard one (MaxFDLimit), and children inherit
 * that: one that uses select(2) is no longer stopped at 1024 files, but overruns its fd_set.
 */
class RaisedOpenFilesLimitIT {
  private static final String[] SHELL = {
    "sh", "-c", "ulimit -Sn 1024; ulimit -Hn 4096; exec \"$@\"", "sh"
  };

  private static final String ABORTED = "134";

  @OnEachJdk
  void childIsStoppedWhereSelectEnds(Jdk jdk) throws Exception {
    Result stock = select(HostJvm.stock(jdk));
    Result agent = select(HostJvm.withAgent(jdk));
    BothResults.print(
        5,
        jdk,
        "limit " + limit(HostJvm.stock(jdk)) + ", select program " + Fate.of(stock),
        "limit " + limit(HostJvm.withAgent(jdk)) + ", select program " + Fate.of(agent));
    assertEquals("4096 4096", limit(HostJvm.stock(jdk)));
    assertEquals("1024 4096", limit(HostJvm.withAgent(jdk)));
    assertEquals(ABORTED, stock.line("exit "), stock.toString());
    assertEquals("0", agent.line("exit "), agent.toString());
    assertTrue(agent.out().contains("out no more files: Too many open files\n"), agent.toString());
  }

  private static String limit(HostJvm host) throws Exception {
    return host.by(SHELL).run(Launch.class, Artifacts.reportChild().toString()).line("out nofile ");
  }

  private static Result select(HostJvm host) throws Exception {
    return host.by(SHELL).run(Launch.class, Artifacts.selectChild().toString());
  }
}
