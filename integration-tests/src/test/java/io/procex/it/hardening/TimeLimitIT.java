package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import io.procex.it.support.Together;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Children whose time is limited. A test that waits for the end of one that sleeps for ten minutes
 * passes only if the agent has ended it.
 */
@Execution(ExecutionMode.CONCURRENT)
class TimeLimitIT {
  private static final String[] SLEEP = {"sleep", "600"};

  @TempDir Path directory;

  private static Result launched(HostJvm host, String... command) throws Exception {
    Result result = host.run(Launch.class, command);
    assertEquals("", result.err(), host.toString());
    result.assertLaunchedByCore(1);
    return result;
  }

  @OnEachJdk
  void childIsEndedWhenItsTimeIsOver(Jdk jdk) throws Exception {
    HostJvm host = HostJvm.withAgent(jdk, "RuntimeMaxSec=100ms", "required=all");
    assertEquals("143", launched(host, SLEEP).line("exit "));
  }

  @Test
  void timeMayBeLongerThanTheLeaderWaits() throws Exception {
    List<Callable<Result>> hosts =
        Jdk.some().stream()
            .map(jdk -> HostJvm.withAgent(jdk, "RuntimeMaxSec=6s", "required=all"))
            .map(host -> (Callable<Result>) () -> launched(host, SLEEP))
            .toList();
    for (Result result : Together.run(hosts)) {
      assertEquals("143", result.line("exit "));
    }
  }

  @OnSomeJdks
  void childThatIgnoresTheSignalIsKilledAfterAWhile(Jdk jdk) throws Exception {
    HostJvm host =
        HostJvm.withAgent(jdk, "RuntimeMaxSec=100ms", "TimeoutStopSec=100ms", "required=all")
            .by("sh", "-c", "trap '' TERM; exec \"$@\"", "sh");
    assertEquals("137", launched(host, SLEEP).line("exit "));
  }

  @OnSomeJdks
  void signalsAreTheOperators(Jdk jdk) throws Exception {
    // Not SIGINT: what a shell starts in the background ignores it, and so do its children.
    HostJvm first =
        HostJvm.withAgent(jdk, "RuntimeMaxSec=100ms", "KillSignal=USR1", "required=all");
    assertEquals("138", launched(first, SLEEP).line("exit "));
    HostJvm second =
        HostJvm.withAgent(
            jdk,
            "RuntimeMaxSec=100ms",
            "KillSignal=SIGPIPE",
            "IgnoreSIGPIPE=yes",
            "TimeoutStopSec=100ms",
            "FinalKillSignal=6",
            "LimitCORE=0",
            "required=all");
    assertEquals("134", launched(second, SLEEP).line("exit "));
  }

  @OnSomeJdks
  void childThatEndsBeforeIsUntouched(Jdk jdk) throws Exception {
    Path log = directory.resolve("log-" + jdk.feature());
    HostJvm host = HostJvm.withAgent(jdk, "RuntimeMaxSec=1h", "required=all", "log=" + log);
    Result result = launched(host, "sh", "-c", "echo done; exit 7");
    assertEquals("done", result.line("out "));
    assertEquals("7", result.line("exit "));
    assertFalse(Files.readString(log).contains("procex.exit.setting"));
  }

  @OnSomeJdks
  void recordOfTheExitNamesTheSetting(Jdk jdk) throws Exception {
    String[] formats = {"json", "otlp", "ecs", "ocsf", "text"};
    for (String format : formats) {
      Path log = directory.resolve(format + "-" + jdk.feature());
      launched(
          HostJvm.withAgent(jdk, "RuntimeMaxSec=100ms", "log=" + log, "log.format=" + format),
          SLEEP);
      String[] records = Files.readString(log).split("\n", -1);
      String exit = records[records.length - 2];
      assertTrue(exit.contains("procex.exit.setting"), exit);
      assertTrue(exit.contains("RuntimeMaxSec"), exit);
    }
  }

  @OnSomeJdks
  void ruleLimitsTheTimeOfOneProgram(Jdk jdk) throws Exception {
    Path rules = directory.resolve("rules-" + jdk.feature());
    Files.writeString(
        rules,
        """
        version: 1
        rules:
          - name: slow
            executable: '**/sleep'
            action: allow
            set: {RuntimeMaxSec: 100ms}
            required: all
        """);
    HostJvm host = HostJvm.withAgent(jdk, "rules=" + rules, "RuntimeMaxSec=1h");
    assertEquals("143", launched(host, SLEEP).line("exit "));
    assertEquals("7", launched(host, "sh", "-c", "exit 7").line("exit "));
  }

  @OnSomeJdks
  void wholeGroupIsEndedAndTheChildLeadsIt(Jdk jdk) throws Exception {
    String[] group = {"RuntimeMaxSec=500ms", "KillMode=process-group", "required=all"};
    // Launch reads until all that were given the pipe have ended.
    String tree = "sleep 600 & sleep 600";
    assertEquals("143", launched(HostJvm.withAgent(jdk, group), "sh", "-c", tree).line("exit "));
    HostJvm host = HostJvm.withAgent(jdk, "KillMode=process-group", "required=all");
    String report = Artifacts.reportChild().toString();
    assertEquals("own", launched(host, report).line("out group "));
    assertEquals("inherited", launched(HostJvm.withAgent(jdk), report).line("out group "));
  }

  @OnSomeJdks
  void limitThatNobodyEnforcesIsToldOrRefusesTheLaunch(Jdk jdk) throws Exception {
    String[] settings = {"RuntimeMaxSec=100ms", "KillMode=process-group"};
    Path log = directory.resolve("log-" + jdk.feature());
    HostJvm host = HostJvm.withAgent(jdk, settings[0], settings[1], "reaper=jdk", "log=" + log);
    String report = Artifacts.reportChild().toString();
    Result result = launched(host, report);
    assertEquals("inherited", result.line("out group "));
    assertTrue(
        Files.readString(log).contains("\"KillMode EOPNOTSUPP\",\"RuntimeMaxSec EOPNOTSUPP\""),
        Files.readString(log));
    assertTrue(
        result.out().contains("agent log: RuntimeMaxSec cannot be applied to children: EOPNOTSUPP"),
        result::toString);
    assertRefused(jdk, "reaper=jdk", "RuntimeMaxSec=1h", "RuntimeMaxSec");
    assertRefused(jdk, "reaper=jdk", settings[1], "KillMode");
  }

  private static void assertRefused(Jdk jdk, String way, String setting, String named)
      throws Exception {
    Result result = HostJvm.withAgent(jdk, way, setting, "required=all").run(Launch.class, SLEEP);
    assertEquals(
        "procex-agent: " + named + " cannot be set, error: 95 (Operation not supported)",
        result.line("exception java.io.IOException: Cannot run program \"sleep\": "));
  }

  @OnSomeJdks
  void launchIsRefusedWithoutPidfds(Jdk jdk) throws Exception {
    Result result =
        HostJvm.withAgent(jdk, "RuntimeMaxSec=1h", "required=all")
            .by(Artifacts.fault().toString(), "pidfd_open=ENOSYS", "--")
            .run(Launch.class, SLEEP);
    assertTrue(result.out().contains("RuntimeMaxSec cannot be set"), result::toString);
  }

  @OnSomeJdks
  void valuesThatMeanNothingNameThemselves(Jdk jdk) throws Exception {
    String[][] wrong = {
      {"RuntimeMaxSec=soon", "expected a time such as 90 or 1min 30s, or infinity"},
      {"KillMode=mixed", "expected one of process, process-group, control-group"},
      {"KillSignal=TERM", "it needs RuntimeMaxSec, which may be infinity"},
    };
    for (String[] each : wrong) {
      Result result = HostJvm.withAgent(jdk, each[0]).run(Launch.class, "/bin/true");
      assertEquals("0", result.line("exit "), result::toString);
      String key = each[0].substring(0, each[0].indexOf('='));
      String told = "agent log: option '" + key + "' has the value ";
      assertTrue(result.line(told).contains(each[1]), result::toString);
    }
  }
}
