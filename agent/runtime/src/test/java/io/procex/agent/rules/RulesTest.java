package io.procex.agent.rules;

import static io.procex.agent.rules.TextRules.launch;
import static io.procex.agent.rules.TextRules.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.caller.Caller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static Rules of(String... rules) throws Exception {
    return TextRules.of(
        "version: 1", "rules: [" + String.join(", ", rules) + "]", "default: {action: deny}");
  }

  private static String rule(Rules rules, LaunchFacts facts) {
    return rules.decide(facts).rule();
  }

  @Test
  void firstMatchWinsAndTheDefaultIsLast() throws Exception {
    Rules rules =
        of(
            "{name: a, executable: /bin/a, action: audit}",
            "{name: b, executable: [/bin/b, /bin/a], action: allow}");
    assertEquals("a", rule(rules, launch("/bin/a")));
    assertEquals(Action.AUDIT, rules.decide(launch("/bin/a")).action());
    assertEquals("b", rule(rules, launch("/bin/b")));
    assertEquals("default", rule(rules, launch("/bin/c")));
    assertTrue(rules.decide(launch("/bin/c")).denies());
    assertNull(rules.decide(launch("/bin/c")).settings());
    assertFalse(TextRules.of("version: 1").decide(launch("/bin/c")).denies());
    assertEquals(2, rules.size());
  }

  @Test
  void ruleWithoutMatchersMatchesEverything() throws Exception {
    assertEquals("all", rule(of("{name: all, action: allow}"), launch("/anything", "x")));
  }

  @Test
  void denialOfAnInterpreterIsThatOfItsScripts() throws Exception {
    Rules rules =
        of(
            "{name: no-shells, executable: '/**/sh', action: deny}",
            "{name: scripts, executable: '/opt/**', action: allow}");
    assertEquals("no-shells", rule(rules, script("/opt/a", "/bin/sh", "/usr/bin/dash")));
    assertEquals("scripts", rule(rules, script("/opt/a", "/usr/bin/perl")));
  }

  @Test
  void allowedScriptNeedsNoAllowedInterpreterAndAllowsNone() throws Exception {
    Rules rules =
        of(
            "{name: perl, executable: /usr/bin/perl, action: allow}",
            "{name: script, executable: /opt/a, action: allow}");
    assertEquals("script", rule(rules, script("/opt/a", "/bin/sh")));
    assertEquals("default", rule(rules, script("/opt/b", "/usr/bin/perl")));
    assertEquals("default", rule(rules, launch("/bin/sh")));
  }

  @Test
  void denialOfOneNameOfAMultiCallBinaryHoldsForScripts() throws Exception {
    Rules rules =
        of(
            "{name: no-sh, executable: /bin/busybox, argv0: sh, action: deny}",
            "{name: rest, action: allow}");
    assertEquals("no-sh", rule(rules, script("/opt/a", "/bin/sh", "/bin/busybox")));
    assertEquals("rest", rule(rules, script("/opt/a", "/bin/awk", "/bin/busybox")));
    LaunchFacts named =
        LaunchFacts.ofTexts(
            "/bin/busybox", Collections.emptyList(), "/x/sh", Collections.emptyList(), () -> null);
    assertEquals("no-sh", rule(rules, named));
    assertEquals("rest", rule(rules, launch("/bin/busybox")));
  }

  @Test
  void expressionMatchesAWholeArgument() throws Exception {
    Rules rules = of("{name: a, argv: ['-re.*', 'x'], action: allow}");
    assertEquals("a", rule(rules, launch("/a", "x", "-resize", "y")));
    assertEquals("default", rule(rules, launch("/a", "-resize")));
    assertEquals("default", rule(rules, launch("/a", "a-resize", "x")));
    assertEquals("default", rule(rules, launch("/a", "-RESIZE", "x")));
  }

  @Test
  void argvOnlyIsForEveryArgument() throws Exception {
    Rules rules = of("{name: a, argv-only: ['-[a-z]+', '[\\w./]+'], action: allow}");
    assertEquals("a", rule(rules, launch("/a", "-v", "in.png")));
    assertEquals("a", rule(rules, launch("/a")));
    assertEquals("default", rule(rules, launch("/a", "-v", "$(reboot)")));
    assertEquals("default", rule(rules, launch("/a", "-v\n")));
    assertEquals("default", rule(rules, launch("/a", "")));
  }

  @Test
  void lineEndHidesNothing() throws Exception {
    Rules rules = of("{name: a, argv: '.*evil.*', action: audit}");
    assertEquals("a", rule(rules, launch("/a", "x\nevil\n")));
  }

  @Test
  void argumentsAreTakenFromTheJdksBlock() throws Exception {
    Rules rules = of("{name: a, argv-only: ['', b., c], action: allow}");
    byte[] block = "\0bx\0c\0".getBytes(StandardCharsets.UTF_8);
    byte[] other = "\0b\u00fcx\0".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals("a", rule(rules, facts(block)));
    assertEquals("default", rule(rules, facts(other)));
    assertEquals("a", rule(rules, facts("\0b\u00fc\0".getBytes(StandardCharsets.ISO_8859_1))));
  }

  private static LaunchFacts facts(byte[] block) {
    return new LaunchFacts("/a", Collections.emptyList(), "a", block, () -> null);
  }

  @Test
  void callerIsAskedForOnceAndOnlyWhereItMatters() throws Exception {
    Rules rules =
        of(
            "{name: a, executable: /a, argv: x, caller: 'com.example.**', action: allow}",
            "{name: b, executable: /a, caller: ['org.**', 'com.example.A*'], action: allow}");
    AtomicInteger asked = new AtomicInteger();
    for (int i = 1; i <= 2; i++) {
      LaunchFacts facts =
          LaunchFacts.ofTexts(
              i == 1 ? "/b" : "/a",
              Collections.emptyList(),
              "a",
              Collections.singletonList(i == 1 ? "x" : "y"),
              () -> {
                asked.incrementAndGet();
                return "com.example.App";
              });
      assertEquals(i == 1 ? "default" : "b", rule(rules, facts));
      assertEquals(i - 1, asked.get());
    }
    assertEquals("default", rule(rules, facts("x\0".getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void userIsComparedByNumber() throws Exception {
    String rule = "{name: a, user: [0, nobody-of-that-name], action: allow}";
    boolean isRoot = Users.named("0").equals(Users.own());
    assertEquals(isRoot ? "a" : "default", rule(of(rule), launch("/a")));
    assertEquals(
        "default", rule(of("{name: a, user: nobody-of-that-name, action: allow}"), launch("/a")));
  }

  @Test
  void denialForAnotherUserIsNoneForScriptsEither() throws Exception {
    Rules rules =
        of(
            "{name: no, executable: /bin/sh, user: nobody-of-that-name, action: deny}",
            "{name: a, action: allow}");
    assertEquals("a", rule(rules, launch("/bin/sh")));
    assertEquals("a", rule(rules, script("/opt/a", "/bin/sh")));
  }

  @Test
  void lookAlikesAndOtherSpellingsAreOtherPrograms() throws Exception {
    Rules rules = of("{name: a, executable: /bin/ls, action: allow}");
    for (String other :
        new String[] {
          "/bin/lѕ", "/bin/LS", "/bin/ls\n", "/bin//ls", "/bin/ls\udc80", "/bin/ls\ufffd", "bin/ls"
        }) {
      assertEquals("default", rule(rules, launch(other)), other);
    }
  }

  @Test
  void launchOfOneProgramSaysNothingOfTheNext() throws Exception {
    Rules rules =
        of(
            "{name: a, executable: /a, argv: x, action: allow}",
            "{name: b, executable: /a, action: audit}",
            "{name: c, executable: /sh, action: deny}");
    for (int i = 0; i < 3; i++) {
      assertEquals("a", rule(rules, launch("/a", "x")));
      assertEquals("b", rule(rules, launch("/a", "y")));
      assertEquals("c", rule(rules, script("/s", "/sh")));
      assertEquals("default", rule(rules, script("/s", "/perl")));
    }
  }

  /** So a rule that names the library holds for whoever uses it, as before. */
  @Test
  void ruleMayNameTheCallerOrTheLibraryThatItGoesThrough() throws Exception {
    String library = "org.apache.commons.exec.DefaultExecutor";
    String[] inBetween = {library, "org.zeroturnaround.exec.A", "com.example.App", "com.Main"};
    StackTraceElement[] frames = new StackTraceElement[inBetween.length];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = new StackTraceElement(inBetween[i], "method", null, -1);
    }
    for (String name : inBetween) {
      Rules rules = of("{name: hit, caller: " + name + ", action: deny}");
      LaunchFacts facts =
          new LaunchFacts("/a", Collections.emptyList(), "a", new byte[0], () -> Caller.of(frames));
      boolean isAsked = name.equals(library) || name.equals("com.example.App");
      assertEquals(isAsked ? "hit" : "default", rules.decide(facts).rule(), name);
    }
  }

  @Test
  void reasonsAreGivenForEachRuleThatIsPassedOver() throws Exception {
    Rules rules =
        of(
            "{name: user, user: nobody-of-that-name, action: allow}",
            "{name: file, executable: /b, action: allow}",
            "{name: as, argv0: b, action: allow}",
            "{name: arg, argv: '-x+', action: allow}",
            "{name: only, argv-only: b, action: allow}",
            "{name: who, caller: org.Other, action: allow}",
            "{name: hit, action: allow}",
            "{name: later, action: deny}");
    List<String> reasons = new ArrayList<>();
    for (Mismatch passed : rules.passedOver(launch("/a", "y"))) {
      reasons.add(passed.rule() + ": " + passed.reason());
    }
    assertEquals(
        Arrays.asList(
            "user: user is not nobody-of-that-name",
            "file: executable is not matched by /b",
            "as: argv0 'a' is not matched by b",
            "arg: argv: no argument is matched by -x+",
            "only: argv-only: the argument 'y' is not matched",
            "who: caller 'com.example.App' is not matched by org.Other"),
        reasons);
  }
}
