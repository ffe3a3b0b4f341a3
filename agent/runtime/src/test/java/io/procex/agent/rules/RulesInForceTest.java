package io.procex.agent.rules;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.host.AgentLog;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.settings.ChildSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesInForceTest {
  @TempDir Path temporary;

  private AgentOptions options(String settings) throws Exception {
    Path file = temporary.resolve("rules.yaml");
    Files.write(file, "version: 1\n".getBytes(StandardCharsets.UTF_8));
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
    assertNotNull(underRules(options).obstacle());
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
    String rule = "rules: [{name: a, executable: /a, action: allow}]\n";
    Files.write(file, ("version: 1\n" + rule).getBytes(StandardCharsets.UTF_8));
    RulesException refused = assertThrows(RulesException.class, inForce::reload);
    assertEquals(file + ": allows more", refused.getMessage());
    assertEquals(0, inForce.current().size());
  }

  private static long logged(String begin, RulesInForce rules) {
    assertTrue(rules.toString().startsWith("0 rules"), rules::toString);
    return AgentLog.lines().stream().filter(line -> line.startsWith(begin)).count();
  }
}
