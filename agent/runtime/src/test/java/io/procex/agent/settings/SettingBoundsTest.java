package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first and the last value that a setting takes, and the ones beyond. */
class SettingBoundsTest {
  private static long number(String text, int place) {
    String key = text.substring(0, text.indexOf('='));
    return DecodedBlock.of(text).number(Setting.named(key), place);
  }

  @ParameterizedTest
  @CsvSource({
    "Nice=-20, -20",
    "Nice=19, 19",
    "OOMScoreAdjust=-1000, -1000",
    "OOMScoreAdjust=1000, 1000",
    "UMask=0777, 511",
    "UMask=0, 0",
    "CPUAffinity=63, -9223372036854775808",
    "CPUAffinity=0, 1",
    "CPUAffinity=1-1, 2",
    "CPUSchedulingPolicy=other, 0",
    "CPUSchedulingPolicy=fifo, 1",
    "CPUSchedulingPolicy=batch, 3",
    "IOSchedulingClass=none, 0",
    "IOSchedulingClass=1, 8196",
    "IOSchedulingClass=realtime, 8196",
    "IOSchedulingClass=best-effort, 16388",
    "IOSchedulingPriority=0, 16384",
    "IOSchedulingPriority=7, 16391",
    "LimitNICE=+5, 15",
    "LimitNICE=-20, 40",
    "LimitNICE=40, 40",
    "LimitNICE=0, 0",
    "LimitRTPRIO=99, 99",
    "LimitLOCKS=7, 7",
    "LimitSIGPENDING=8, 8",
    "LimitMSGQUEUE=4K, 4096",
    "LimitCPU=infinity, -1",
    "LimitNOFILE=5:7, 5",
    "DieWithParent=yes, 9",
    "IgnoreSIGPIPE=yes, 1",
    "NoNewPrivileges=yes, 1"
  })
  void valueAtTheBoundIsGivenToTheChild(String setting, long number) {
    assertEquals(number, number(setting, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nice=-21",
        "Nice=20",
        "OOMScoreAdjust=1001",
        "OOMScoreAdjust=-1001",
        "UMask=1000",
        "UMask=00777",
        "CPUAffinity=8192",
        "CPUAffinity=3-2",
        "CPUAffinity=",
        "CPUAffinity= ",
        "CPUSchedulingPriority=100",
        "IOSchedulingPriority=8",
        "IOSchedulingClass=4",
        "LimitNICE=41",
        "LimitNICE=-21",
        "LimitNPROC=1K",
        "LimitCORE=2:1",
        "WorkingDirectory=tmp",
        "UnsetEnvironment==x",
        "SystemCallErrorNumber=4096",
        "Slice=a/../b",
        "Environment=A=\0"
      })
  void valueBeyondTheBoundIsTold(String setting) {
    FakeValues values = new FakeValues(setting);
    ChildSettings.read(values);
    boolean isEmpty = setting.endsWith("=");
    assertEquals(isEmpty ? 0 : 1, values.problems.size(), values.problems::toString);
  }

  @Test
  void realTimeHasAPriorityAndNothingElseHas() {
    DecodedBlock block = DecodedBlock.of("CPUSchedulingPolicy=fifo", "CPUSchedulingPriority=99");
    assertEquals(99, block.number(Setting.CPU_SCHEDULING_POLICY, 1));
    DecodedBlock idle = DecodedBlock.of("IOSchedulingClass=idle", "IOSchedulingPriority=3");
    assertEquals(3 << 13, idle.number(Setting.IO_SCHEDULING_CLASS, 0));
    DecodedBlock real = DecodedBlock.of("IOSchedulingClass=realtime", "IOSchedulingPriority=3");
    assertEquals(1 << 13 | 3, real.number(Setting.IO_SCHEDULING_CLASS, 0));
  }

  @Test
  void listsOfVariablesKeepTheirWords() {
    assertEquals(
        "A\0B=x\0\0\0", DecodedBlock.of("UnsetEnvironment=A B=x").text(Setting.UNSET_ENVIRONMENT));
    assertEquals(
        "A\0B\0\0\0\0\0", DecodedBlock.of("PassEnvironment=A B").text(Setting.PASS_ENVIRONMENT));
    assertEquals(
        "/a b\0\0\0\0", DecodedBlock.of("WorkingDirectory=/a b").text(Setting.WORKING_DIRECTORY));
  }

  @Test
  void pathThatNeedNotExistIsMarked() {
    DecodedBlock block = DecodedBlock.of("ReadOnlyPaths=-/a /b");
    assertEquals(2, block.number(Setting.READ_ONLY_PATHS, 1));
    assertEquals(1, block.value(Setting.READ_ONLY_PATHS).getInt(24));
    assertEquals(0, block.value(Setting.READ_ONLY_PATHS).getInt(48));
    assertEquals(0xfffe, block.number(Setting.READ_ONLY_PATHS, 0));
  }

  @Test
  void executionMayBeTakenAwayOnlyAboveWhatIsAllowed() {
    for (String not : new String[] {"/usr", "/usr/lib", "-/usr/lib"}) {
      FakeValues values = new FakeValues("ExecPaths=/usr/", "NoExecPaths=" + not);
      ChildSettings.read(values);
      assertEquals(1, values.problems.size(), not);
    }
    DecodedBlock.of("ExecPaths=/usr", "NoExecPaths=/usr2 /");
  }

  @Test
  void amountsAreExactUpToTheLargest() {
    assertEquals(7L << 60, Amounts.size("7E"));
    assertEquals(1L << 50, Amounts.size("1P"));
    assertThrows(IllegalArgumentException.class, () -> Amounts.size("8E"));
    assertEquals(1, Amounts.seconds("1us"));
    assertEquals(1, Amounts.seconds("1000ms"));
    assertEquals(2, Amounts.seconds("1000001usec"));
    assertEquals(0, Amounts.seconds("0"));
    assertEquals(2_629_800_000_000L, Amounts.microseconds("1month"));
    assertEquals(86_400_000_000L, Amounts.microseconds("1day"));
    assertEquals(3_600_000_000L, Amounts.microseconds("1hour"));
    assertEquals(60_000_003L, Amounts.microseconds("1m 3"));
    assertEquals(500_000, Amounts.microseconds("0.5s"));
    assertEquals(1_234_567, Amounts.microseconds("1.234567s"));
    assertEquals(9_223_372_036_854_775_000L, Amounts.microseconds("9223372036854775ms"));
    assertThrows(
        IllegalArgumentException.class, () -> Amounts.microseconds("9223372036854775ms 808us"));
    assertEquals(Long.MAX_VALUE, Amounts.microseconds("9223372036854775ms 807us"));
  }

  @Test
  void requirementWithoutTheEndOfAQuoteIsAnObstacle() {
    ChildSettings settings = ChildSettings.read(new FakeValues("Nice=1", "required='Nice"));
    assertEquals("required: a quotation mark has no end", settings.obstacle());
    assertFalse(settings.isEmpty());
  }

  @Test
  void nameOfANumberIsThatOfItsFirstSetting() {
    assertEquals("Nice", Setting.nameOf(SettingNumbers.NICE));
    assertEquals("setting 999", Setting.nameOf(999));
    assertNull(Setting.named("nice"));
    assertTrue(Setting.IO_SCHEDULING_CLASS.isAppliedWith("IOSchedulingPriority"));
    assertFalse(Setting.IO_SCHEDULING_CLASS.isAppliedWith("Nice"));
    assertFalse(Setting.IO_SCHEDULING_CLASS.isAppliedWith("nobody's"));
  }

  @Test
  void callsThatAreDeniedAreFoundByTheSettingsInForce() {
    DeniedCalls denied = DeniedCalls.of(Collections.singletonMap("SystemCallFilter", "~@clock"));
    assertTrue(denied.includeAll("@clock"));
    assertFalse(denied.includeAll("@mount"));
    assertFalse(DeniedCalls.of(Collections.singletonMap("Nice", "1")).includeAll("@clock"));
  }

  @Test
  void limitOnFilesIsWrittenAsItIsRead() {
    assertEquals("7:infinity", LimitNofile.parse("7:infinity").toString());
    assertEquals("infinity:infinity", LimitNofile.parse("infinity").toString());
    assertEquals("20:20", LimitNofile.parse("20").toString());
    assertEquals(7, LimitNofile.parse("7:7").hard());
    assertFalse(LimitNofile.parse("7").onlyLower());
    assertFalse(LimitNofile.parse("inherit").onlyLower());
    assertTrue(LimitNofile.SELECT_SAFE.onlyLower());
  }
}
