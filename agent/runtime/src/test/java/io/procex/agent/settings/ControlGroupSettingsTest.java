package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ControlGroupSettingsTest {
  private static void refused(Function<String, String> parser, String... texts) {
    for (String text : texts) {
      assertThrows(IllegalArgumentException.class, () -> parser.apply(text), text);
    }
  }

  private static void assumeUnified() {
    assumeTrue(Cgroups.root() != null, "SKIP: no cgroup v2 hierarchy is mounted here");
  }

  @Test
  void memoryIsBytesOrAPartOfTheMachines() {
    assertEquals("1073741824", ControlGroupValues.memory("1G"));
    assertEquals("4096", ControlGroupValues.memory("4096"));
    assertEquals("max", ControlGroupValues.memory("infinity"));
    long all = Long.parseLong(ControlGroupValues.memory("100%"));
    assertEquals(KernelLimits.memory(), all);
    assertEquals(all / 4, Long.parseLong(ControlGroupValues.memory("25%")));
    assertEquals(all / 8, Long.parseLong(ControlGroupValues.memory("12.5%")));
    assertTrue(all > 1 << 20);
    refused(ControlGroupValues::memory, "0", "0%", "-1", "101%", "max", "1Q", "", "9999999999E");
  }

  @Test
  void swapMayBeNone() {
    assertEquals("0", ControlGroupValues.swap("0"));
    assertEquals("512", ControlGroupValues.swap("512"));
    assertEquals("max", ControlGroupValues.swap("infinity"));
    refused(ControlGroupValues::swap, "10%", "-1", "none");
  }

  @Test
  void tasksAreANumberOrAPartOfTheMachines() {
    assertEquals("1", ControlGroupValues.tasks("1"));
    assertEquals("max", ControlGroupValues.tasks("infinity"));
    long all = KernelLimits.tasks();
    assertEquals(Long.toString(all / 10), ControlGroupValues.tasks("10%"));
    refused(ControlGroupValues::tasks, "0", "0%", "-3", "1K", "150%", "many");
  }

  @Test
  void quotaIsMicrosecondsOfAPeriod() {
    assertEquals("200000 100000", ControlGroupValues.quota("200%"));
    assertEquals("50000 100000", ControlGroupValues.quota("50%"));
    assertEquals("12500 100000", ControlGroupValues.quota("12.5%"));
    assertEquals("1000 100000", ControlGroupValues.quota("1%"));
    assertEquals("1000 200000", ControlGroupValues.quota("0.5%"));
    assertEquals("1000 1000000", ControlGroupValues.quota("0.01%"));
    refused(ControlGroupValues::quota, "0%", "200", "infinity", "-1%", "1.234%");
  }

  @Test
  void weightIsWithinTheKernels() {
    assertEquals("1", ControlGroupValues.weight("1"));
    assertEquals("10000", ControlGroupValues.weight("10000"));
    refused(ControlGroupValues::weight, "0", "10001", "default");
  }

  @Test
  void eachControllerIsAListOfPlaceFilesAndValues() {
    assumeUnified();
    DecodedBlock block =
        DecodedBlock.of("Slice=a/b", "MemoryMax=1M", "MemorySwapMax=0", "CPUQuota=10%");
    String place = Cgroups.root() + "/a/b\0";
    assertTrue(
        block
            .text(Setting.MEMORY_MAX)
            .startsWith(place + "memory.max\0001048576\0memory.swap.max\0000\0\0"));
    assertTrue(block.text(Setting.CPU_QUOTA).startsWith(place + "cpu.max\00010000 100000\0\0"));
    assertFalse(block.has(Setting.TASKS_MAX));
    assertFalse(block.has(Setting.IO_WEIGHT));
  }

  @Test
  void swapAloneIsSetAlone() {
    assumeUnified();
    String text = DecodedBlock.of("Slice=a", "MemorySwapMax=infinity").text(Setting.MEMORY_MAX);
    assertTrue(text.startsWith(Cgroups.root() + "/a\0memory.swap.max\0max\0\0"), text);
  }

  @Test
  void wrongValueNamesItselfAndWhatIsRight() {
    FakeValues values = new FakeValues("TasksMax=0");
    assertNull(ChildSettings.read(values).timeLimit());
    assertEquals(
        "[TasksMax: expected a number above 0, 10% of the machine's, or infinity]",
        values.problems.toString());
  }

  @Test
  void childWithALimitIsWatchedAndNotEnded() {
    assumeUnified();
    TimeLimit limit = ChildSettings.read(new FakeValues("TasksMax=9", "required=all")).timeLimit();
    assertFalse(limit.leaf().ends());
    assertFalse(limit.required()); // it does not need the reaper
    assertEquals(0, limit.setting());
    assertEquals(-1, limit.time());
  }

  @Test
  void controlGroupIsEndedWithoutATimeLimitToo() {
    assumeUnified();
    FakeValues values = new FakeValues("KillMode=control-group", "TimeoutStopSec=5", "Slice=a");
    TimeLimit limit = ChildSettings.read(values).timeLimit();
    assertEquals("[]", values.problems.toString());
    assertTrue(limit.leaf().ends());
    assertEquals(5_000_000_000L, limit.patience());
    assertEquals(SettingNumbers.KILL_MODE, limit.setting());
    DecodedBlock block = new DecodedBlock(ChildSettings.read(values).block());
    assertEquals(2, block.number(Setting.KILL_MODE, 0));
    assertTrue(block.text(Setting.KILL_MODE).substring(8).startsWith(Cgroups.root() + "/a\0"));
  }
}
