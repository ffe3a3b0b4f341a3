package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;

/** Preloaded libraries, with and without an execve of their own (fakechroot, build tracers). */
class PreloadIT {
  @OnEachJdk
  void wrapperOfExecveStillSeesEveryLaunch(Jdk jdk) throws Exception {
    String tracer = Artifacts.preloaded("traces_execve");
    Result stock = HostJvm.stock(jdk).env("LD_PRELOAD", tracer).run(Launch.class, "/bin/true");
    Result agent = HostJvm.withAgent(jdk).env("LD_PRELOAD", tracer).run(Launch.class, "/bin/true");
    assertEquals("traced", stock.line("out "));
    assertEquals("traced", agent.line("out "));
    assertEquals("0 failed, 1 declined", agent.line("agent "));
    assertTrue(agent.line("agent declined 1: ").contains("LD_PRELOAD"), agent.toString());
    assertEquals("", agent.err());
  }

  @OnEachJdk
  void libraryThatLeavesExecveAloneMakesNoDifference(Jdk jdk) throws Exception {
    String other = Artifacts.preloaded("leaves_execve");
    Result agent = HostJvm.withAgent(jdk).env("LD_PRELOAD", other).run(Launch.class, "/bin/true");
    agent.assertLaunchedByCore(1);
  }
}
