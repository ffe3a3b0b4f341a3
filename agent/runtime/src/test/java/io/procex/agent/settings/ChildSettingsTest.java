package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class ChildSettingsTest {
  private static final int REQUIRED = 1;
  private static final int ONLY_TIGHTEN = 2;

  private static void assertProblem(String problem, String... settings) {
    FakeValues values = new FakeValues(settings);
    ChildSettings.read(values);
    assertEquals(Collections.singletonList(problem), values.problems);
  }

  @Test
  void limitsAreSoftAndHardInTheirUnits() {
    DecodedBlock block =
        DecodedBlock.of(
            "LimitCORE=0",
            "LimitAS=1G:infinity",
            "LimitCPU=1min",
            "LimitNICE=-5:-10",
            "LimitRTTIME=1ms",
            "LimitNPROC=10:20");
    assertEquals(0, block.number(Setting.LIMIT_CORE, 1));
    assertEquals(1L << 30, block.number(Setting.LIMIT_AS, 0));
    assertEquals(-1, block.number(Setting.LIMIT_AS, 1));
    assertEquals(60, block.number(Setting.LIMIT_CPU, 0));
    assertEquals(25, block.number(Setting.LIMIT_NICE, 0));
    assertEquals(30, block.number(Setting.LIMIT_NICE, 1));
    assertEquals(1000, block.number(Setting.LIMIT_RTTIME, 0));
    assertEquals(20, block.number(Setting.LIMIT_NPROC, 1));
    assertProblem("LimitCORE: its soft limit is above its hard limit", "LimitCORE=2:1");
    assertProblem("LimitCORE: its soft limit is above its hard limit", "LimitCORE=infinity:1");
  }

  @Test
  void schedulingIsEncodedAsTheKernelCountsIt() {
    DecodedBlock block =
        DecodedBlock.of(
            "Nice=-3",
            "CPUSchedulingPolicy=idle",
            "CPUAffinity=0 2-3,64",
            "IOSchedulingClass=idle");
    assertEquals(-3, block.number(Setting.NICE, 0));
    assertEquals(5, block.number(Setting.CPU_SCHEDULING_POLICY, 0));
    assertEquals(0, block.number(Setting.CPU_SCHEDULING_POLICY, 1));
    assertEquals(0b1101, block.number(Setting.CPU_AFFINITY, 0));
    assertEquals(1, block.number(Setting.CPU_AFFINITY, 1));
    assertEquals(3 << 13, block.number(Setting.IO_SCHEDULING_CLASS, 0));
    DecodedBlock others = DecodedBlock.of("CPUSchedulingPolicy=rr", "IOSchedulingPriority=1");
    assertEquals(1, others.number(Setting.CPU_SCHEDULING_POLICY, 1));
    assertEquals(2 << 13 | 1, others.number(Setting.IO_SCHEDULING_CLASS, 0));
    assertProblem(
        "CPUSchedulingPriority: it needs CPUSchedulingPolicy=fifo or CPUSchedulingPolicy=rr",
        "CPUSchedulingPriority=3");
    assertProblem(
        "CPUSchedulingPolicy: expected one of other, fifo, rr, batch, idle",
        "CPUSchedulingPolicy=deadline");
  }

  @Test
  void listsEndWithAnEmptyString() {
    assertEquals(
        "A=1\0B=x y\0\0\0\0\0\0\0",
        DecodedBlock.of("Environment=A=1 'B=x y'").text(Setting.ENVIRONMENT));
    assertProblem("Environment: expected NAME=VALUE, separated by spaces", "Environment=NAME");
    assertProblem(
        "PassEnvironment: expected names of variables, separated by spaces", "PassEnvironment=A=1");
  }

  @Test
  void masksAreOctal() {
    assertEquals(0077, DecodedBlock.of("UMask=0077").number(Setting.UMASK, 0));
    assertProblem("UMask: expected an octal number such as 0077", "UMask=0089");
  }

  @Test
  void requiredOnesAreMarkedAndTheirPartnersCount() {
    DecodedBlock block =
        DecodedBlock.of(
            "Nice=1", "UMask=022", "IOSchedulingPriority=1", "required=Nice+IOSchedulingPriority");
    assertEquals(REQUIRED, block.flags(Setting.NICE));
    assertEquals(REQUIRED, block.flags(Setting.IO_SCHEDULING_CLASS));
    assertEquals(0, block.flags(Setting.UMASK));
    assertEquals(REQUIRED, DecodedBlock.of("Nice=1", "required=all").flags(Setting.NICE));
  }

  @Test
  void requiredOneThatMeansNothingIsAnObstacle() {
    FakeValues values = new FakeValues("Nice=x", "UMask=x", "required=UMask");
    ChildSettings settings = ChildSettings.read(values);
    assertEquals("UMask: expected an octal number such as 0077", settings.obstacle());
    assertEquals("required=UMask", settings.requirement());
    assertNull(ChildSettings.read(new FakeValues("Nice=x")).obstacle());
    assertTrue(ChildSettings.read(new FakeValues("Nice=x")).isEmpty());
  }

  @Test
  void requirementThatIsUnclearIsAnObstacle() {
    assertEquals(
        "required: 'Nise' is not a setting",
        ChildSettings.read(new FakeValues("Nice=1", "required=Nise")).obstacle());
    assertEquals(
        "required: 'Nice' is not set",
        ChildSettings.read(new FakeValues("required=Nice")).obstacle());
    assertEquals(
        "profile: expected safe or strict",
        ChildSettings.read(new FakeValues("profile=stirct", "required=all")).obstacle());
  }

  @Test
  void profilesOnlyTightenAndYieldToWhatIsWritten() {
    DecodedBlock safe = DecodedBlock.of("profile=safe", "OOMScoreAdjust=-5");
    assertEquals(ONLY_TIGHTEN, safe.flags(Setting.LIMIT_CORE));
    assertEquals(0, safe.flags(Setting.OOM_SCORE_ADJUST));
    assertEquals(-5, safe.number(Setting.OOM_SCORE_ADJUST, 0));
    assertFalse(safe.has(Setting.NO_NEW_PRIVILEGES));
    DecodedBlock strict =
        DecodedBlock.of("profile=strict", "NoNewPrivileges=no", "DieWithParent=", "LimitCORE=");
    assertFalse(strict.has(Setting.NO_NEW_PRIVILEGES));
    assertFalse(strict.has(Setting.DIE_WITH_PARENT));
    assertFalse(strict.has(Setting.LIMIT_CORE));
    assertTrue(strict.has(Setting.SYSTEM_CALL_FILTER));
  }

  @Test
  void filtersNameCallsThatExistAndLeaveExecAlone() {
    assertTrue(DecodedBlock.of("SystemCallFilter=read write").has(Setting.SYSTEM_CALL_FILTER));
    for (String list : new String[] {"~@mount", "~ ptrace mount", "@system-service ~ @mount"}) {
      String setting = "SystemCallFilter=" + list;
      assertTrue(DecodedBlock.of(setting).has(Setting.SYSTEM_CALL_FILTER), setting);
    }
    assertProblem(
        "SystemCallFilter: there is no system call 'raed': did you mean 'read'?",
        "SystemCallFilter=~raed");
    assertProblem(
        "SystemCallFilter: nothing could be launched without execve", "SystemCallFilter=~execve");
    assertProblem("SystemCallFilter: expected some words", "SystemCallFilter= ");
    assertProblem(
        "SystemCallFilter: expected an errno such as EPERM, or kill",
        "SystemCallFilter=~@mount:EWHAT");
    assertProblem(
        "SystemCallErrorNumber: expected an errno such as EPERM, or kill",
        "SystemCallErrorNumber=EWHAT");
  }

  @Test
  void restrictionsAreOneFilter() {
    for (String setting :
        new String[] {
          "SystemCallArchitectures=native",
          "RestrictAddressFamilies=AF_UNIX",
          "RestrictNamespaces=yes",
          "RestrictNamespaces=~user",
          "LockPersonality=yes"
        }) {
      assertTrue(DecodedBlock.of(setting).has(Setting.SYSTEM_CALL_FILTER), setting);
    }
    for (String setting : new String[] {"RestrictNamespaces=no", "ProtectClock=no"}) {
      assertFalse(DecodedBlock.of(setting).has(Setting.SYSTEM_CALL_FILTER), setting);
    }
    assertProblem(
        "SystemCallArchitectures: expected native: calls of x86 cannot be allowed here",
        "SystemCallArchitectures=native x86");
    assertProblem("LockPersonality: expected yes or no", "LockPersonality=maybe");
  }

  @Test
  void filterThatCannotBeAppliedHasTheNameOfASettingThatIsSet() {
    ChildSettings settings =
        ChildSettings.read(new FakeValues("RestrictNamespaces=yes", "ProtectClock=yes"));
    assertEquals("RestrictNamespaces", settings.nameOf(SettingNumbers.SYSTEM_CALL_FILTER));
    assertEquals("Nice", settings.nameOf(SettingNumbers.NICE));
  }

  /** Bits of linux/landlock.h, of which the core takes those that the kernel knows. */
  @Test
  void pathsRestrictAllThatLandlockKnowsOfTheirKind() {
    assertEquals(0xfff2, DecodedBlock.of("ReadWritePaths=/a").number(Setting.READ_WRITE_PATHS, 0));
    DecodedBlock both = DecodedBlock.of("ReadOnlyPaths=/a", "ReadWritePaths=/b");
    assertEquals(0xfffe, both.number(Setting.READ_ONLY_PATHS, 0));
    assertEquals(2, both.number(Setting.READ_ONLY_PATHS, 1));
    assertEquals(0xc, both.number(Setting.READ_ONLY_PATHS, 2), "what is read only");
  }

  @Test
  void filesMoveBetweenDirectoriesAlsoIfExecutionIsRestricted() {
    DecodedBlock block = DecodedBlock.of("ExecPaths=/usr");
    assertEquals(1 | 1 << 13, block.number(Setting.EXEC_PATHS, 0));
    assertEquals(2, block.number(Setting.EXEC_PATHS, 1));
    assertEquals(1, block.number(Setting.EXEC_PATHS, 2), "below /usr");
    assertEquals(1 << 13, block.number(Setting.EXEC_PATHS, 5), "below /");
  }

  @Test
  void whatLandlockCannotSayIsRefused() {
    assertTrue(DecodedBlock.of("ExecPaths=/usr /lib", "NoExecPaths=/").has(Setting.EXEC_PATHS));
    assertProblem(
        "NoExecPaths: Landlock can only allow: name in ExecPaths what may be executed",
        "NoExecPaths=/tmp");
    assertProblem(
        "NoExecPaths: Landlock cannot take away what ExecPaths allows: /usr/lib",
        "ExecPaths=/usr",
        "NoExecPaths=/usr/lib");
    assertProblem("ReadOnlyPaths: expected absolute paths", "ReadOnlyPaths=etc");
  }
}
