package io.procex.agent.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.caller.Caller;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rules say of themselves, and what they ask about a launch. */
class RuleFactsTest {
  private static LaunchFacts by(Caller caller) {
    return new LaunchFacts("/a", Collections.emptyList(), "a", new byte[0], () -> caller);
  }

  private static String passedOver(Caller caller) throws Exception {
    Rules rules = TextRules.of("version: 1", "rules: [{name: a, caller: x.Y, action: deny}]");
    List<Mismatch> passed = rules.passedOver(by(caller));
    return passed.get(0).reason();
  }

  @Test
  void callerThatDoesNotMatchIsNamedWithItsLibrary() throws Exception {
    StackTraceElement[] frames = {
      new StackTraceElement("org.apache.commons.exec.DefaultExecutor", "execute", null, -1),
      new StackTraceElement("com.example.App", "run", null, -1)
    };
    assertEquals(
        "caller 'com.example.App' through 'org.apache.commons.exec.DefaultExecutor' is not matched"
            + " by x.Y",
        passedOver(Caller.of(frames)));
    assertEquals(
        "caller 'com.example.App' is not matched by x.Y",
        passedOver(Caller.named("com.example.App")));
    assertEquals("caller unknown is not matched by x.Y", passedOver(null));
  }

  @Test
  void decisionHoldsForTheProgramUntilArgumentsOrCallerAreAskedFor() {
    LaunchFacts facts = by(null);
    assertTrue(facts.areOfProgramAlone());
    facts.arguments();
    assertFalse(facts.areOfProgramAlone());
    LaunchFacts others = by(null);
    others.caller();
    assertFalse(others.areOfProgramAlone());
  }

  @Test
  void rulesAreCountedForPeople() throws Exception {
    String one = "{name: a, action: allow}";
    String two = one + ", {name: b, action: deny}";
    assertEquals("1 rule, mode enforce", rules("enforce", one).toString());
    assertEquals("2 rules, mode monitor", rules("monitor", two).toString());
    assertEquals("monitor", rules("monitor", one).mode());
    List<String> names = new ArrayList<>();
    for (Decision decision : rules("enforce", two).decisions()) {
      names.add(decision.rule() + " " + decision.action());
    }
    assertEquals(Arrays.asList("a ALLOW", "b DENY", "default ALLOW"), names);
  }

  private static Rules rules(String mode, String rules) throws Exception {
    return TextRules.of("version: 1", "mode: " + mode, "rules: [" + rules + "]");
  }

  @Test
  void userIsKnownByNumberAndNoNameHasANulInIt() throws Exception {
    Object number = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    assertNotNull(Users.own());
    assertEquals(Users.own(), Users.effective("Uid:\t7\t" + number + "\t7\t7\n"));
    assertNull(Users.effective("Name:\tjava\n"));
    assertNull(Users.named("root\0"));
    assertNull(Users.named("\0root"));
  }
}
