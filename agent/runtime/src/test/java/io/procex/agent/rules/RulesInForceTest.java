package io.procex.agent.rules;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.host.AgentLog;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.settings.ChildSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesInForceTest {
  private static final String ONE =
      "version: 1\nrules: [{name: a, executable: /a, action: allow}]\n";
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @TempDir Path temporary;

  private AgentOptions options(String settings) throws Exception {
    Path file = temporary.resolve("rules.yaml");
    write("version: 1\n");
    return new AgentOptions(settings + ",rules=" + file);
  }

  private static ChildSettings underRules(AgentOptions options) throws Exception {
    return RulesInForce.read(options).decide(TextRules.launch("/bin/true")).settings();
  }

  @Test
  void rulesThatSetNothingLeaveAProfileWhatItIs() throws Exception {
    AgentOptions options = options("profile=strict,LimitCORE=,Nice=5");
    assertArrayEquals(options.childSettings().block(), underRules(options).block());
    assertEquals(options.childSettings().inForce(), underRules(options).inForce());
  }

  @Test
  void requiredSettingWithAWrongValueFailsLaunchesUnderRulesToo() throws Exception {
    AgentOptions options = options("LimitCPU=x,required=all");
    assertNotNull(options.childSettings().obstacle());
    assertEquals(
        "LimitCPU is 'x': expected a time such as 90 or 1min 30s, or infinity",
        underRules(options).obstacle());
  }

  @Test
  void fileThatOthersMayChangeIsNamedInTheLogAndUsed() throws Exception {
    AgentOptions options = options("");
    Path file = temporary.resolve("rules.yaml").toRealPath();
    String flaw = "other users may be able to modify the rules file: " + file;
    assertEquals(0, logged(flaw, new RulesInForce(options, rules -> null)));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertEquals(1, logged(flaw, new RulesInForce(options, rules -> null)));
  }

  @Test
  void rulesBeyondTheLimitAreRefusedAndTheEarlierStay() throws Exception {
    AgentOptions options = options("");
    Path file = temporary.resolve("rules.yaml");
    RulesInForce inForce =
        new RulesInForce(options, rules -> rules.size() > 0 ? "allows more" : null);
    write(ONE);
    RulesException refused = assertThrows(RulesException.class, inForce::reload);
    assertEquals(file + ": allows more", refused.getMessage());
    assertEquals(0, inForce.current().size());
  }

  private void write(String text) throws Exception {
    Files.write(temporary.resolve("rules.yaml"), text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void brokenFileLeavesTheRulesInForceUntilItIsMended() throws Exception {
    AgentOptions options = options("");
    write(ONE);
    RulesInForce inForce = new RulesInForce(options, null);
    write("version: 2\n");
    assertThrows(RulesException.class, inForce::reload);
    assertEquals(1, inForce.current().size());
    write("version: 1\n");
    inForce.reload();
    assertEquals(0, inForce.current().size());
  }

  @Test
  void fileThatWasNeverValidHindersLaunchesUntilItIsMended() throws Exception {
    AgentOptions options = options("");
    write("version: 2\n");
    RulesInForce inForce = new RulesInForce(options, null);
    assertNotNull(inForce.obstacle());
    write("version: 1\n");
    inForce.reload();
    assertNull(inForce.obstacle());
  }

  @Test
  void watchedFileIsLookedAtOnceASecond() throws Exception {
    RulesInForce inForce = new RulesInForce(options("rules.watch=launch"), null);
    long later = System.nanoTime() + 2 * SECOND;
    write(ONE);
    assertEquals(1, inForce.current(later).size());
    write("version: 1\n# nothing any more\n");
    assertEquals(1, inForce.current(later + 1).size());
    assertEquals(0, inForce.current(later + SECOND).size());
  }

  @Test
  void fileThatIsNotWatchedIsReadOnlyOnDemand() throws Exception {
    RulesInForce inForce = new RulesInForce(options(""), null);
    write(ONE);
    assertEquals(0, inForce.current(System.nanoTime() + 2 * SECOND).size());
    inForce.reload();
    assertEquals(1, inForce.current().size());
  }

  private static long logged(String begin, RulesInForce rules) {
    assertTrue(rules.toString().startsWith("0 rules"), rules::toString);
    return AgentLog.lines().stream().filter(line -> line.startsWith(begin)).count();
  }

  @Test
  void wrongVersionLeavesTheEarlierRulesInForceAndIsTold() throws Exception {
    RulesInForce rules = new RulesInForce(options("rules.watch=launch"), null);
    write("version: 3\n");
    assertEquals(0, rules.current(System.nanoTime() + 2 * SECOND).size());
    assertNull(rules.obstacle());
    assertLogged("the rules in force stay so: ", "version is '3'");
  }

  @Test
  void withoutAnyValidVersionNothingIsLaunchedUntilThereIsOne() throws Exception {
    AgentOptions options = options("rules.watch=launch");
    write("version: 4\n");
    RulesInForce rules = new RulesInForce(options, null);
    String reason = temporary.resolve("rules.yaml") + ":1:10: version is '4'";
    assertTrue(rules.obstacle().startsWith(reason), rules::obstacle);
    assertEquals("no program is launched: " + rules.obstacle(), rules.toString());
    assertLogged("no program is launched: ", "version is '4'");
    write("version: 5\n");
    long later = System.nanoTime() + 2 * SECOND;
    assertNull(rules.current(later));
    assertLogged("still no program is launched: ", "version is '5'");
    write(ONE);
    assertEquals(1, rules.current(later + 2 * SECOND).size());
    assertNull(rules.obstacle());
    assertEquals("1 rule, mode enforce", rules.toString());
  }

  /** The log is that of the whole JVM: the name of the file tells whose line it is. */
  private void assertLogged(String begin, String end) {
    String line = begin + temporary.resolve("rules.yaml") + ":1:10: " + end;
    assertTrue(
        AgentLog.lines().stream().anyMatch(logged -> logged.startsWith(line)),
        () -> AgentLog.lines().toString());
  }
}
