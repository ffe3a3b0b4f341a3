package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a profile sets, a child gets; and an empty value takes it back. */
class ProfileTest {
  private static byte[] block(String... settings) {
    return ChildSettings.read(new FakeValues(settings)).block();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NoNewPrivileges=",
        "DieWithParent=",
        "RestrictNamespaces=",
        "RestrictSUIDSGID=",
        "LockPersonality=",
        "AmbientCapabilities=",
        "RestrictAddressFamilies=",
        "UMask=",
        "LimitMEMLOCK=",
        "LimitRTPRIO=",
        "LimitCORE=",
        "OOMScoreAdjust=",
        "SystemCallFilter=",
        "SystemCallErrorNumber="
      })
  void strictHasAValueForEachOfItsSettings(String taken) {
    assertFalse(Arrays.equals(block("profile=strict"), block("profile=strict", taken)));
  }

  /** The profile's list of calls lacks those for realtime, too. */
  @Test
  void strictRestrictsRealtimeWithoutItsListOfCallsToo() {
    String[] without = {"profile=strict", "SystemCallFilter=", "RestrictRealtime="};
    assertFalse(Arrays.equals(block("profile=strict", "SystemCallFilter="), block(without)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LimitCORE=", "OOMScoreAdjust="})
  void safeHasAValueForEachOfItsSettings(String taken) {
    assertFalse(Arrays.equals(block("profile=safe"), block("profile=safe", taken)));
  }

  @Test
  void callsThatStrictDeniesFailAsForbidden() {
    assertArrayEquals(
        block("profile=strict"), block("profile=strict", "SystemCallErrorNumber=EPERM"));
  }
}
