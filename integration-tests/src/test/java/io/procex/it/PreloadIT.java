package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Preloaded libraries, with and without an execve of their own (fakechroot, build tracers). */
class PreloadIT {
  private static final String REASON = "a preloaded library (LD_PRELOAD) replaces execve";

  private static void assertSeesEveryLaunch(Jdk jdk, String tracer) throws Exception {
    Result stock = HostJvm.stock(jdk).env("LD_PRELOAD", tracer).run(Launch.class, "/bin/true");
    Result agent = HostJvm.withAgent(jdk).env("LD_PRELOAD", tracer).run(Launch.class, "/bin/true");
    assertEquals("traced", stock.line("out "));
    assertEquals("traced", agent.line("out "));
    assertEquals("0 failed, 1 fallbacks", agent.line("agent "));
    assertTrue(agent.line("agent fallbacks 1: ").startsWith(REASON), agent.toString());
    assertEquals("", agent.err());
  }

  @OnEachJdk
  void wrapperOfExecveStillSeesEveryLaunch(Jdk jdk) throws Exception {
    assertSeesEveryLaunch(jdk, Artifacts.preloaded("traces_execve"));
  }

  static Stream<Jdk> latest() {
    return Jdk.of(17, 25).stream();
  }

  /** The JDK calls that one if the child inherits the environment. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("latest")
  void wrapperOfExecvpAloneStillSeesEveryLaunch(Jdk jdk) throws Exception {
    assertSeesEveryLaunch(jdk, Artifacts.preloaded("traces_execvp"));
  }

  /** Whoever asked for something in children hears that they do not have it. */
  @OnEachJdk
  void wrapperDoesNotSwitchSettingsOffWithoutAWord(Jdk jdk) throws Exception {
    String tracer = Artifacts.preloaded("traces_execve");
    Result agent =
        HostJvm.withAgent(jdk, "UMask=0031")
            .env("LD_PRELOAD", tracer)
            .run(Launch.class, "/bin/true");
    assertEquals("traced", agent.line("out "));
    String notice = "procex-agent: a launch fell back to the JDK, without UMask: " + REASON;
    assertTrue(agent.err().startsWith(notice), agent.toString());
    Result strict =
        HostJvm.withAgent(jdk, "strict=true")
            .env("LD_PRELOAD", tracer)
            .run(Launch.class, "/bin/true");
    assertNotEquals(0, strict.exitCode(), strict.toString()); // 1, or that of an abort
    assertTrue(strict.err().contains(REASON), strict.toString());
  }

  @OnEachJdk
  void libraryThatLeavesExecveAloneMakesNoDifference(Jdk jdk) throws Exception {
    String other = Artifacts.preloaded("leaves_execve");
    Result agent = HostJvm.withAgent(jdk).env("LD_PRELOAD", other).run(Launch.class, "/bin/true");
    agent.assertLaunchedByCore(1);
  }
}
