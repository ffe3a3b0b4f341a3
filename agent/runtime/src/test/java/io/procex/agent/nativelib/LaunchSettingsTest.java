package io.procex.agent.nativelib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.procex.agent.host.AgentLog;
import io.procex.agent.options.AgentOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaunchSettingsTest {
  private static ProcexSettings settings(String options) {
    return LaunchSettings.of(new AgentOptions(options).childSettings(), false);
  }

  private static int number(ProcexSettings settings, String name) {
    int number = 1;
    while (!settings.setting(number).equals(name)) {
      number++;
    }
    return number;
  }

  private static List<String> said() {
    List<String> said = new ArrayList<>();
    for (String line : AgentLog.lines()) {
      if (line.contains("cannot be applied to children")) {
        said.add(line);
      }
    }
    return said;
  }

  @Test
  void eachSettingThatIsMissedIsToldOnceForEachReason() {
    ProcexSettings settings = settings("Nice=5,UMask=077");
    List<String> before = said();
    settings.missed(number(settings, "Nice"), 1);
    settings.missed(number(settings, "Nice"), 1);
    settings.missed(number(settings, "Nice"), 13);
    settings.missed(number(settings, "UMask"), 1);
    List<String> after = said();
    assertEquals(
        Arrays.asList(
            "Nice cannot be applied to children: EPERM",
            "Nice cannot be applied to children: EACCES",
            "UMask cannot be applied to children: EPERM"),
        after.subList(before.size(), after.size()));
  }

  @Test
  void withoutSettingsThereIsNothingToGive() {
    assertNull(LaunchSettings.of(null, false));
    assertEquals(0, LaunchSettings.of(null, true).block().length);
  }
}
