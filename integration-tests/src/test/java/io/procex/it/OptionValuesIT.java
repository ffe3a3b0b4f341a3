package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Values that no option takes: each is named, its default is used, and the host is not harmed. */
@Execution(ExecutionMode.CONCURRENT)
class OptionValuesIT {
  @TempDir Path directory;

  private static Result report(HostJvm host) throws Exception {
    Result result = host.run(Launch.class, Artifacts.reportChild().toString());
    assertEquals("", result.err());
    assertEquals(0, result.exitCode(), result::toString);
    return result;
  }

  /** By default children get select-safe, through the core. */
  private static void assertDefaults(Result result) {
    assertEquals("1024", result.line("out nofile ").split(" ", -1)[0]);
    result.assertLaunchedByCore(1);
  }

  private static void assertNoted(Result result, String problem) {
    assertTrue(result.out().contains("agent log: " + problem), result::toString);
  }

  @OnOneJdk
  void malformedValueOfEachOptionIsNamed(Jdk jdk) throws Exception {
    Result result =
        report(
            HostJvm.withAgent(
                jdk, "enabled=maybe", "LimitNOFILE=lots", "native=", "tmpdir=", "log="));
    assertDefaults(result);
    for (String option : List.of("enabled", "LimitNOFILE", "native", "tmpdir", "log")) {
      assertNoted(result, "option '" + option + "' has the value '");
    }
  }

  @OnOneJdk
  void malformedLimitIsNamedAndTheDefaultUsed(Jdk jdk) throws Exception {
    for (String limit :
        List.of("x", "-1", "+5", "1024:512", "infinity:512", "10:", "0x400", "1e3")) {
      Result result = report(HostJvm.withAgent(jdk, "LimitNOFILE=" + limit));
      assertDefaults(result);
      assertNoted(result, "option 'LimitNOFILE' has the value '" + limit + "': ");
    }
  }

  @OnOneJdk
  void optionWithoutAValueIsNamed(Jdk jdk) throws Exception {
    Result result = report(HostJvm.withAgent(jdk, "tmpdir"));
    assertDefaults(result);
    assertNoted(result, "option 'tmpdir' has no value: write tmpdir=VALUE");
  }

  @OnOneJdk
  void unknownPropertyAndVariableAreNamed(Jdk jdk) throws Exception {
    HostJvm host = HostJvm.withAgent(jdk).jvm("-Dprocex.stric=true").env("PROCEX_LIMIT", "9");
    Result result = report(host);
    assertDefaults(result);
    assertNoted(result, "unknown option 'stric' (-Dprocex.stric): did you mean 'strict'?");
    assertNoted(result, "unknown option in the environment variable PROCEX_LIMIT");
  }

  @OnOneJdk
  void lastOfTwoEqualKeysWins(Jdk jdk) throws Exception {
    Result result = report(HostJvm.withAgent(jdk, "LimitNOFILE=300", "LimitNOFILE=400"));
    assertEquals("400", result.line("out nofile ").split(" ", -1)[0]);
  }

  @OnOneJdk
  void logThatCannotBeWrittenHarmsNobody(Jdk jdk) throws Exception {
    for (Path log :
        List.of(directory, directory.resolve("missing/agent.log"), Path.of("/dev/full"))) {
      Result result = report(HostJvm.withAgent(jdk, "log=" + log, "notice=off"));
      assertDefaults(result);
      assertNoted(result, "option 'log' has the value '" + log + "': no records can go to ");
    }
  }

  /** To open a FIFO waits for a reader, and there may never be one. */
  @OnOneJdk
  void logThatIsAFifoDoesNotHangTheHost(Jdk jdk) throws Exception {
    Path fifo = directory.resolve("log");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    Result result = report(HostJvm.withAgent(jdk, "log=" + fifo, "notice=off"));
    assertDefaults(result);
    assertNoted(result, "option 'log' has the value '" + fifo + "': no records can go to ");
  }
}
