package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class PrivilegeSettingsTest {
  private static final String CONFLICT =
      "AmbientCapabilities: CapabilityBoundingSet takes one of them away";

  private static void assertProblem(String problem, String... settings) {
    FakeValues values = new FakeValues(settings);
    ChildSettings.read(values);
    assertEquals(Collections.singletonList(problem), values.problems);
  }

  private static long bounding(String text) {
    return DecodedBlock.of("CapabilityBoundingSet=" + text)
        .number(Setting.CAPABILITY_BOUNDING_SET, 0);
  }

  @Test
  void setsAreNamedOrAreAllButTheNamed() {
    assertEquals(1L | 1L << 40, bounding("CAP_CHOWN cap_checkpoint_restore"));
    assertEquals(~(1L << 21), bounding("~CAP_SYS_ADMIN"));
    assertEquals(~(1L << 21 | 1L << 13), bounding("~ CAP_SYS_ADMIN CAP_NET_RAW"));
    assertEquals(-1L, bounding("~"));
    assertEquals(0, bounding("none"));
  }

  @Test
  void unknownCapabilityIsNamedWithTheNearest() {
    assertProblem(
        "CapabilityBoundingSet: there is no capability 'CAP_NET_RAV': did you mean 'CAP_NET_RAW'?",
        "CapabilityBoundingSet=CAP_CHOWN CAP_NET_RAV");
    assertProblem(
        "AmbientCapabilities: there is no capability 'NET_RAW'", "AmbientCapabilities=net_raw");
  }

  @Test
  void ambientCapabilitiesAreNamedOneByOne() {
    DecodedBlock block = DecodedBlock.of("AmbientCapabilities=CAP_NET_BIND_SERVICE CAP_KILL");
    assertEquals(1L << 10 | 1L << 5, block.number(Setting.AMBIENT_CAPABILITIES, 0));
    assertEquals(
        0, DecodedBlock.of("AmbientCapabilities=none").number(Setting.AMBIENT_CAPABILITIES, 0));
    assertProblem(
        "AmbientCapabilities: expected names of capabilities, or none",
        "AmbientCapabilities=~CAP_KILL");
  }

  @Test
  void ambientCapabilityOutsideOfTheBoundingSetIsAWrongValue() {
    assertProblem(
        CONFLICT, "CapabilityBoundingSet=CAP_CHOWN", "AmbientCapabilities=CAP_CHOWN CAP_KILL");
    assertProblem(CONFLICT, "CapabilityBoundingSet=~CAP_KILL", "AmbientCapabilities=CAP_KILL");
    DecodedBlock.of("CapabilityBoundingSet=CAP_KILL", "AmbientCapabilities=CAP_KILL");
  }

  @Test
  void keyringIsInheritedUnlessAnotherIsAskedFor() {
    assertFalse(DecodedBlock.of("KeyringMode=inherit").has(Setting.KEYRING_MODE));
    assertEquals(1, DecodedBlock.of("KeyringMode=private").number(Setting.KEYRING_MODE, 0));
    assertEquals(2, DecodedBlock.of("KeyringMode=shared").number(Setting.KEYRING_MODE, 0));
    assertProblem("KeyringMode: expected one of inherit, private, shared", "KeyringMode=none");
  }
}
