package io.procex.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentOptionsTest {
  @AfterEach
  void clearProperties() {
    System.clearProperty("procex.strict");
    System.clearProperty("procex.Enabled");
  }

  @Test
  void noArgumentsGiveTheDefaults() {
    AgentOptions options = new AgentOptions(null);
    assertTrue(options.enabled());
    assertFalse(options.strict());
    assertEquals(1024, options.limitNofile().soft());
    assertTrue(options.limitNofile().onlyLower());
    assertNull(options.nativePath());
    assertEquals(Collections.emptyList(), options.problems());
  }

  @Test
  void argumentsAreSplitAtCommas() {
    AgentOptions options = new AgentOptions("strict=true,tmpdir=/a,LimitNOFILE=10:20");
    assertTrue(options.strict());
    assertEquals("/a", options.tmpdir());
    assertEquals(20, options.limitNofile().hard());
  }

  @Test
  void commaAfterBackslashBelongsToTheValue() {
    assertEquals("/a,b=c", new AgentOptions("native=/a\\,b=c").nativePath());
  }

  @Test
  void systemPropertyBeatsTheArgument() {
    System.setProperty("procex.strict", "false");
    assertFalse(new AgentOptions("strict=true").strict());
  }

  @Test
  void unknownOptionIsNamedWithTheNearestOne() {
    assertEquals(
        "unknown option 'LimitNoFiles' (agent argument): did you mean 'LimitNOFILE'?",
        new AgentOptions("LimitNoFiles=1").problems().get(0));
    System.setProperty("procex.Enabled", "false");
    assertEquals(
        "unknown option 'Enabled' (-Dprocex.Enabled): did you mean 'enabled'?",
        new AgentOptions("").problems().get(0));
  }

  @Test
  void optionWithoutValueIsNamed() {
    assertEquals(
        "option 'strict' has no value: write strict=VALUE",
        new AgentOptions("strict").problems().get(0));
  }

  @Test
  void orphansAreReapedIfThatIsAskedFor() {
    assertFalse(new AgentOptions("").reapsOrphans());
    AgentOptions options = new AgentOptions("ReapOrphans=auto");
    assertTrue(options.reapsOrphans());
    assertTrue(options.areForStart());
    assertEquals(Collections.singletonList("ReapOrphans"), options.asked());
    assertEquals(
        "option 'ReapOrphans' has the value 'true': expected off or auto",
        new AgentOptions("ReapOrphans=true").problems().get(0));
  }

  @Test
  void lockdownIsOffUnlessItIsAskedForAndAWrongValueEndsTheStart() {
    assertEquals("off", new AgentOptions("").lockdown());
    assertEquals("exec", new AgentOptions("lockdown=exec").lockdown());
    assertFalse(new AgentOptions("lockdown=exec").strictAtStart());
    AgentOptions wrong = new AgentOptions("lockdown=exce");
    assertTrue(wrong.strictAtStart());
    assertEquals(
        "option 'lockdown' has the value 'exce': expected off, exec or exec-required",
        wrong.problems().get(0));
  }

  @Test
  void lockdownWithoutAValueEndsTheStart() {
    assertTrue(new AgentOptions("lockdown").strictAtStart());
    assertFalse(new AgentOptions("lockdown,enabled=false").strictAtStart());
  }

  @Test
  void malformedLockdownOfOneOfTwoAgentsIsNotSwallowed() {
    for (String[] both :
        new String[][] {
          {"exec", "exec-requird"}, {"exec-required", "of"}, {"exec-requird", "exec"}, {"on", "off"}
        }) {
      AgentOptions options = new AgentOptions("lockdown=" + both[0], "lockdown=" + both[1]);
      assertTrue(options.strictAtStart(), String.join(" ", both));
    }
  }

  @Test
  void lockdownOfAnAgentThatIsNamedTwiceIsTheStronger() {
    String[] values = {"off", "exec", "exec-required"};
    for (int first = 0; first < values.length; first++) {
      for (int second = 0; second < values.length; second++) {
        AgentOptions both =
            new AgentOptions("lockdown=" + values[first], "lockdown=" + values[second]);
        assertEquals(values[Math.max(first, second)], both.lockdown());
      }
    }
  }

  @Test
  void booleansAreReadInAnyLetterCase() {
    AgentOptions options = new AgentOptions("strict=True,enabled=FALSE");
    assertTrue(options.strict());
    assertFalse(options.enabled());
    assertEquals(Collections.emptyList(), options.problems());
  }

  @Test
  void strictThatMeansNothingIsStrictAtTheStartAlone() {
    for (String argument : new String[] {"strict=perhaps", "strict=2", "strict=", "strict"}) {
      assertFalse(new AgentOptions(argument).strict(), argument);
      assertTrue(new AgentOptions(argument).strictAtStart(), argument);
      assertFalse(new AgentOptions(argument + ",enabled=false").strictAtStart(), argument);
      assertTrue(new AgentOptions(argument).problems().get(0).contains("'strict'"), argument);
    }
    assertFalse(new AgentOptions("strict=False,tmpdir=").strictAtStart());
  }

  @Test
  void propertyThatMeansSomethingBeatsAnArgumentWithoutValue() {
    System.setProperty("procex.strict", "false");
    assertFalse(new AgentOptions("strict").strictAtStart());
  }

  @Test
  void malformedBooleanIsNamedAndItsDefaultTaken() {
    AgentOptions options = new AgentOptions("enabled=maybe");
    assertTrue(options.enabled());
    assertEquals(
        "option 'enabled' has the value 'maybe': expected true or false",
        options.problems().get(0));
  }

  @Test
  void booleansTakeTheWordsThatSettingsTake() {
    for (String text : new String[] {"true", "YES", "On", "1"}) {
      assertEquals(Collections.emptyList(), new AgentOptions("strict=" + text).problems());
      assertTrue(new AgentOptions("strict=" + text).strictAtStart(), text);
      assertTrue(new AgentOptions("enabled=" + text).enabled(), text);
    }
    for (String text : new String[] {"false", "NO", "Off", "0"}) {
      assertEquals(Collections.emptyList(), new AgentOptions("enabled=" + text).problems());
      assertFalse(new AgentOptions("enabled=" + text).enabled(), text);
      assertFalse(new AgentOptions("strict=" + text).strictAtStart(), text);
    }
  }

  @Test
  void profileAloneIsASetting() {
    assertNull(new AgentOptions("log.stack=1").childSettings());
    assertTrue(new AgentOptions("profile=safe").childSettings().inForce().containsKey("LimitCORE"));
    assertEquals(
        "option 'required' has the value 'Nice': 'Nice' is not set",
        new AgentOptions("required=Nice").problems().get(0));
  }

  @Test
  void fallbackIsRefusedByStrictRulesAndRequirements() {
    for (String asked : new String[] {"strict=true", "rules=/r.yaml", "Nice=1,required=Nice"}) {
      assertTrue(new AgentOptions(asked).refusesFallbacks(), asked);
    }
    assertFalse(new AgentOptions("Nice=1,log=stderr").refusesFallbacks());
  }

  @Test
  void childrenAreStrippedOnRequestOnly() {
    assertFalse(new AgentOptions(null).stripsChildren());
    assertFalse(new AgentOptions("children=keep").stripsChildren());
    assertTrue(new AgentOptions("children=strip").stripsChildren());
    AgentOptions wrong = new AgentOptions("children=kill");
    assertFalse(wrong.stripsChildren());
    assertEquals(
        Collections.singletonList("option 'children' has the value 'kill': expected keep or strip"),
        wrong.problems());
  }
}
