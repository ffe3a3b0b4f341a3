package io.procex.it.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** What rules do to launches, and what the application and the records see of it. */
class RulesIT {
  private static final String DENY =
      """
      version: 1
      mode: %s
      rules:
        - name: no-false
          executable: /**/false
          action: deny
        - name: audited
          executable: /**/true
          action: audit
        - name: limited
          executable: ['/**/sh', '/**/dash']
          action: allow
          set:
            LimitCORE: 0
            UMask: '0027'
            LimitNOFILE: 300:400
      """;

  @TempDir private Path directory;

  private String rules(String text) throws Exception {
    return "rules=" + Files.writeString(directory.resolve("rules.yaml"), text);
  }

  private static List<String> output(Result result) {
    return result.out().lines().filter(line -> line.startsWith("out ")).toList();
  }

  private static String outcome(Result result) {
    return result
        .out()
        .lines()
        .filter(line -> line.startsWith("exception ") || line.startsWith("exit "))
        .findFirst()
        .orElseThrow(() -> new AssertionError(result));
  }

  @OnSomeJdks
  void deniedLaunchFailsLikeAProgramWithoutPermission(Jdk jdk) throws Exception {
    Path forbidden = Files.writeString(directory.resolve("forbidden"), "no permission to execute");
    Result stock = HostJvm.stock(jdk).run(Launch.class, forbidden.toString());
    Result denied =
        HostJvm.withAgent(jdk, rules(DENY.formatted("enforce"))).run(Launch.class, "/bin/false");
    assertEquals(
        outcome(stock).replace(forbidden.toString(), "/bin/false"), outcome(denied), denied::out);
    assertEquals("", denied.err());
  }

  @OnSomeJdks
  void inMonitorModeTheLaunchGoesOnAndTheRecordSaysWhatWouldHaveHappened(Jdk jdk) throws Exception {
    Path log = directory.resolve("log");
    Result result =
        HostJvm.withAgent(jdk, rules(DENY.formatted("monitor")), "log=" + log)
            .run(Launch.class, "/bin/false");
    assertEquals("exit 1", outcome(result), result::toString);
    String records = Files.readString(log);
    assertTrue(records.contains("\"procex.rule.name\":\"no-false\""), records);
    assertTrue(records.contains("\"procex.rule.action\":\"deny\""), records);
    assertTrue(records.contains("\"procex.rule.mode\":\"monitor\""), records);
    assertFalse(records.contains("\"denied\""), records);
  }

  @OnSomeJdks
  void recordOfADeniedLaunchNamesRuleAndProgram(Jdk jdk) throws Exception {
    Path log = directory.resolve("log");
    HostJvm.withAgent(jdk, rules(DENY.formatted("enforce")), "log=" + log)
        .run(Launch.class, "false");
    String records = Files.readString(log);
    assertTrue(records.contains("\"event.name\":\"denied\""), records);
    assertTrue(records.contains("\"procex.rule.name\":\"no-false\""), records);
    assertTrue(
        records.contains("\"process.executable.path\":\"" + Path.of("/bin/false").toRealPath()),
        records);
    assertTrue(records.contains("\"error.type\":\"EACCES\""), records);
  }

  @OnSomeJdks
  void auditedLaunchIsRecordedAsSuch(Jdk jdk) throws Exception {
    Path log = directory.resolve("log");
    Result result =
        HostJvm.withAgent(jdk, rules(DENY.formatted("enforce")), "log=" + log)
            .run(Launch.class, "true");
    assertEquals("exit 0", outcome(result), result::toString);
    assertTrue(Files.readString(log).contains("\"procex.rule.action\":\"audit\""));
  }

  @OnSomeJdks
  void settingsOfARuleAreSetOverThoseOfTheAgent(Jdk jdk) throws Exception {
    Result result =
        HostJvm.withAgent(
                jdk,
                rules(DENY.formatted("enforce")),
                "UMask=0077",
                "LimitSTACK=4M",
                "LimitNOFILE=200")
            .run(Launch.class, "sh", "-c", "umask; ulimit -c; ulimit -s; ulimit -Sn; ulimit -Hn");
    assertEquals(
        List.of("out 0027", "out 0", "out 4096", "out 300", "out 400"),
        output(result),
        result::toString);
  }

  @OnSomeJdks
  void programsAndScriptsKeepTheirNames(Jdk jdk) throws Exception {
    String shows = "cat /proc/$$/comm; echo $0";
    Path script = Files.writeString(directory.resolve("named.sh"), "#!/bin/sh\n" + shows + "\n");
    script.toFile().setExecutable(true);
    String rules = rules("version: 1\nmode: enforce\n");
    for (String[] command : new String[][] {{"dash", "-c", shows}, {script.toString()}}) {
      Result stock = HostJvm.stock(jdk).run(Launch.class, command);
      Result ruled = HostJvm.withAgent(jdk, rules).run(Launch.class, command);
      assertEquals(output(stock), output(ruled), ruled::toString);
    }
  }

  @OnSomeJdks
  void brokenFileLetsNothingBeLaunchedAndSaysWhere(Jdk jdk) throws Exception {
    Result result =
        HostJvm.withAgent(jdk, rules("version: 1\nmode: enforce\nrulez: []\n"))
            .run(Launch.class, "true");
    String exception = outcome(result);
    assertTrue(exception.contains("procex-agent: launch declined: "), exception);
    assertTrue(exception.contains("rules.yaml:3:1: "), exception);
    assertTrue(exception.contains("rulez"), exception);
  }

  @OnSomeJdks
  void enforcedRulesRefuseFallbacks(Jdk jdk) throws Exception {
    Result result =
        HostJvm.withAgent(jdk, rules(DENY.formatted("enforce")), "native=/no/such.so")
            .run(Launch.class, "/bin/true");
    assertTrue(outcome(result).endsWith(" (rules are enforced)"), result::toString);
    result =
        HostJvm.withAgent(jdk, rules(DENY.formatted("monitor")), "native=/no/such.so")
            .run(Launch.class, "/bin/true");
    assertEquals("exit 0", outcome(result), result::toString);
  }
}
