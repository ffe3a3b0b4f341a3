package io.procex.agent.nativelib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.bridge.MadeLaunch;
import io.procex.agent.options.AgentOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bridge is told of a launch by the rules in force. */
class LaunchRulesTest {
  private static final String RULES =
      """
      rules:
        - {name: no, executable: /bin/no, action: deny}
        - {name: set, executable: /bin/set, action: allow, set: {UMask: 077}}
      """;

  @TempDir Path directory;

  private LaunchRules rules(String text) throws Exception {
    Path file = directory.resolve("rules.yaml");
    Files.write(file, ("version: 1\n" + text).getBytes(StandardCharsets.UTF_8));
    return new LaunchRules(new AgentOptions("rules=" + file), null);
  }

  @Test
  void enforcedRulesDenyAndSet() throws Exception {
    LaunchRules rules = rules("mode: enforce\n" + RULES);
    ProcexVerdict denied = rules.decide(MadeLaunch.found("/bin/no"));
    assertTrue(denied.denied());
    assertEquals("no deny true", denied.rule() + " " + denied.action() + " " + denied.enforced());
    assertNotNull(rules.decide(MadeLaunch.found("/bin/set")).settings());
    assertNull(rules.decide(MadeLaunch.found("/bin/other")).settings());
    assertEquals("rules are enforced", rules.requirement());
  }

  @Test
  void monitoredRulesOnlySay() throws Exception {
    LaunchRules rules = rules("mode: monitor\n" + RULES);
    ProcexVerdict denied = rules.decide(MadeLaunch.found("/bin/no"));
    assertFalse(denied.denied());
    assertEquals("no deny false", denied.rule() + " " + denied.action() + " " + denied.enforced());
    assertNull(rules.decide(MadeLaunch.found("/bin/set")).settings());
    assertNull(rules.requirement());
  }

  @Test
  void brokenRulesAreEnforced() throws Exception {
    LaunchRules rules = rules("mode: nothing\n");
    assertNotNull(rules.obstacle());
    assertEquals("rules are enforced", rules.requirement());
  }

  @Test
  void whatCannotBeDecidedIsDeniedIfRulesAreEnforced() throws Exception {
    assertTrue(rules("mode: enforce\n").decide(MadeLaunch.found(null)).denied());
    assertFalse(rules("mode: monitor\n").decide(MadeLaunch.found(null)).denied());
  }

  @Test
  void decisionByTheProgramAloneIsKeptUntilTheRulesChange() throws Exception {
    LaunchRules rules = rules(RULES);
    ProcexLaunch launch = MadeLaunch.found("/bin/no");
    ProcexVerdict first = rules.decide(launch);
    assertSame(first, rules.decide(launch));
    Files.write(directory.resolve("rules.yaml"), "version: 1\n".getBytes(StandardCharsets.UTF_8));
    rules.reload();
    assertFalse(rules.decide(launch).denied());
  }

  @Test
  void decisionByTheCallerIsNotKept() throws Exception {
    LaunchRules rules =
        rules(
            "rules:\n  - {name: app, executable: /bin/no, caller: com.example.App, action: deny}\n");
    ProcexLaunch launch = MadeLaunch.found("/bin/no");
    assertEquals("default", rules.decide(launch).rule());
    assertNull(launch.program().note());
  }
}
