package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class LifeSettingsTest {
  private static final long SECOND = 1_000_000_000;

  private static TimeLimit limit(String... settings) {
    FakeValues values = new FakeValues(settings);
    TimeLimit limit = ChildSettings.read(values).timeLimit();
    assertEquals(Collections.emptyList(), values.problems);
    return limit;
  }

  private static void assertProblem(String problem, String... settings) {
    FakeValues values = new FakeValues(settings);
    ChildSettings.read(values);
    assertEquals(Collections.singletonList(problem), values.problems);
  }

  @Test
  void defaultsAreSystemds() {
    TimeLimit limit = limit("RuntimeMaxSec=1min 30s");
    assertEquals(90 * SECOND, limit.time());
    assertEquals(15, limit.signal());
    assertEquals(90 * SECOND, limit.patience());
    assertEquals(9, limit.lastSignal());
    assertFalse(limit.group());
    assertFalse(limit.required());
  }

  @Test
  void signalsHaveNamesWithOrWithoutPrefixOrNumbers() {
    assertEquals(2, limit("RuntimeMaxSec=1", "KillSignal=SIGINT").signal());
    assertEquals(2, limit("RuntimeMaxSec=1", "KillSignal=INT").signal());
    assertEquals(40, limit("RuntimeMaxSec=1", "KillSignal=40").signal());
    assertEquals(6, limit("RuntimeMaxSec=1", "FinalKillSignal=ABRT").lastSignal());
    for (String wrong : new String[] {"0", "65", "-9", "SIGNONE", "term", "SIG15", "SIG", "09"}) {
      assertProblem(
          "KillSignal: expected a signal such as SIGTERM, INT or 15",
          "RuntimeMaxSec=1",
          "KillSignal=" + wrong);
    }
  }

  @Test
  void infinityMeansNever() {
    assertNull(limit("RuntimeMaxSec=infinity"));
    assertNull(limit("RuntimeMaxSec=infinity", "KillSignal=INT", "TimeoutStopSec=5"));
    assertFalse(DecodedBlock.of("RuntimeMaxSec=infinity").has(Setting.RUNTIME_MAX));
    assertEquals(-1, limit("RuntimeMaxSec=1", "TimeoutStopSec=infinity").patience());
    assertEquals(-1, limit("RuntimeMaxSec=1", "TimeoutStopSec=0").patience());
  }

  @Test
  void timesBeyondAllClocksAreInfinity() {
    assertNull(limit("RuntimeMaxSec=74y"));
    assertEquals(72 * 31_557_600L * SECOND, limit("RuntimeMaxSec=72y").time());
    assertProblem("RuntimeMaxSec: too large: write infinity", "RuntimeMaxSec=999999999999999999y");
  }

  @Test
  void timesThatMeanNothingAreRefused() {
    assertProblem("RuntimeMaxSec: expected a time above 0, or infinity", "RuntimeMaxSec=0");
    assertProblem(
        "RuntimeMaxSec: expected a time such as 90 or 1min 30s, or infinity", "RuntimeMaxSec=soon");
    assertProblem(
        "TimeoutStopSec: expected a time such as 90 or 1min 30s, or infinity",
        "RuntimeMaxSec=1",
        "TimeoutStopSec=-1");
  }

  @Test
  void signalsAndPatienceNeedALimit() {
    for (String setting :
        new String[] {"KillSignal=INT", "TimeoutStopSec=5", "FinalKillSignal=9"}) {
      String name = setting.substring(0, setting.indexOf('='));
      assertProblem(
          name + ": it needs RuntimeMaxSec, which may be infinity, or KillMode=control-group",
          setting);
    }
  }

  @Test
  void processGroupNeedsNoLimit() {
    TimeLimit group = limit("KillMode=process-group");
    assertTrue(group.group());
    assertEquals(-1, group.time());
    assertEquals(1, DecodedBlock.of("KillMode=process-group").number(Setting.KILL_MODE, 0));
    assertNull(limit("KillMode=process"));
    assertTrue(limit("RuntimeMaxSec=1", "KillMode=process-group").group());
    for (String wrong : new String[] {"none", "mixed"}) {
      assertProblem(
          "KillMode: expected one of process, process-group, control-group", "KillMode=" + wrong);
    }
  }

  @Test
  void requiredSignalRequiresTheLimit() {
    assertTrue(limit("RuntimeMaxSec=1", "required=all").required());
    assertTrue(limit("RuntimeMaxSec=1", "KillSignal=INT", "required=KillSignal").required());
    assertFalse(limit("RuntimeMaxSec=1", "UMask=022", "required=UMask").required());
  }

  @Test
  void groupThatMustBeEndedIsRequiredWithATimeLimitToo() {
    assertTrue(limit("KillMode=process-group", "required=KillMode").required());
    assertTrue(limit("RuntimeMaxSec=1", "KillMode=process-group", "required=KillMode").required());
  }

  @Test
  void limitIsToldByTheSettingThatNeedsTheReaper() {
    assertEquals(
        SettingNumbers.RUNTIME_MAX, limit("RuntimeMaxSec=1", "KillMode=process-group").setting());
    assertEquals(SettingNumbers.KILL_MODE, limit("KillMode=process-group").setting());
  }
}
