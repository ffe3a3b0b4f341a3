package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.shared.LibraryResource;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the words of settings about system calls become one filter. */
class SystemCallSettingsTest {
  private static String filter(String... settings) {
    return DecodedBlock.of(settings).text(Setting.SYSTEM_CALL_FILTER);
  }

  private static void assertProblem(String problem, String... settings) {
    FakeValues values = new FakeValues(settings);
    ChildSettings.read(values);
    assertEquals(Collections.singletonList(problem), values.problems);
  }

  @Test
  void errorIsNamedOrNumbered() {
    String list = "SystemCallFilter=~@mount";
    String byName = filter(list, "SystemCallErrorNumber=EACCES");
    assertEquals(byName, filter(list, "SystemCallErrorNumber=13"));
    assertEquals(byName, filter(list + ":EACCES"));
    assertFalse(byName.equals(filter(list, "SystemCallErrorNumber=EPERM")));
    assertFalse(byName.equals(filter(list, "SystemCallErrorNumber=1")));
    assertFalse(byName.equals(filter(list)));
  }

  @Test
  void firstAndLastErrnoAreTaken() {
    String list = "SystemCallFilter=~@mount";
    assertFalse(filter(list, "SystemCallErrorNumber=1").equals(filter(list)));
    assertFalse(filter(list, "SystemCallErrorNumber=4095").equals(filter(list)));
    assertProblem(
        "SystemCallErrorNumber: expected an errno such as EPERM, or kill",
        list,
        "SystemCallErrorNumber=0");
  }

  @Test
  void callThatKillsIsWhatAListWithoutAnErrorHas() {
    String list = "SystemCallFilter=~@mount";
    assertEquals(filter(list), filter(list, "SystemCallErrorNumber=kill"));
    assertEquals(filter(list), filter(list + ":kill", "SystemCallErrorNumber=EPERM"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "true", "1", "on"})
  void allNamespacesAreDeniedByAFlag(String flag) {
    String all = "cgroup ipc mnt net pid time user uts";
    assertEquals(filter("RestrictNamespaces=~" + all), filter("RestrictNamespaces=" + flag));
  }

  @Test
  void namespacesThatAreNamedAreAllowed() {
    String all = filter("RestrictNamespaces=yes");
    String users = filter("RestrictNamespaces=user");
    assertFalse(all.equals(users));
    assertEquals(users, filter("RestrictNamespaces=~cgroup ipc mnt net pid time uts"));
    assertFalse(DecodedBlock.of("RestrictNamespaces=no").has(Setting.SYSTEM_CALL_FILTER));
  }

  @Test
  void architectureOfThisMachineIsNativeUnderItsOwnNameToo() {
    boolean isArm = LibraryResource.cpu().equals("aarch64");
    String own = isArm ? "arm64" : "x86-64";
    String other = isArm ? "x86-64" : "arm64";
    String filter = filter("SystemCallArchitectures=native");
    assertEquals(filter, filter("SystemCallArchitectures=" + own));
    assertEquals(filter, filter("SystemCallArchitectures=native " + own));
    assertProblem(
        "SystemCallArchitectures: expected native: calls of " + other + " cannot be allowed here",
        "SystemCallArchitectures=" + own + " " + other);
  }

  @Test
  void wrongListLeavesWhatOtherSettingsAskFor() {
    FakeValues values = new FakeValues("SystemCallFilter=~raed", "ProtectClock=yes");
    DecodedBlock block = new DecodedBlock(ChildSettings.read(values).block());
    assertEquals(1, values.problems.size());
    assertEquals(filter("ProtectClock=yes"), block.text(Setting.SYSTEM_CALL_FILTER));
    assertTrue(
        filter("ProtectClock=yes", "ProtectHostname=yes").length()
            > filter("ProtectClock=yes").length());
  }
}
