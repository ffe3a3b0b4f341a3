package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class LabelSettingsTest {
  private static final String CONTEXT = "system_u:system_r:convert_t:s0-s0:c0.c5,c7";

  private static void assertProblem(String problem, String setting) {
    FakeValues values = new FakeValues(setting);
    ChildSettings.read(values);
    assertEquals(Collections.singletonList(problem), values.problems);
  }

  private static String written(Setting setting, String value) {
    String text = DecodedBlock.of(setting.key() + "=" + value).text(setting);
    return text.substring(0, text.indexOf('\0'));
  }

  @Test
  void theTextIsWhatTheModuleReads() {
    assertEquals("exec convert", written(Setting.APPARMOR_PROFILE, "convert"));
    assertEquals("exec convert", written(Setting.APPARMOR_PROFILE, "-convert"));
    assertEquals(
        "exec /usr/bin/a b//&:ns:c", written(Setting.APPARMOR_PROFILE, "/usr/bin/a b//&:ns:c"));
    assertEquals(CONTEXT, written(Setting.SELINUX_CONTEXT, CONTEXT));
    assertEquals("u:r:t", written(Setting.SELINUX_CONTEXT, "-u:r:t"));
  }

  @Test
  void aMinusMakesALabelOptionalEvenIfAllIsRequired() {
    DecodedBlock block =
        DecodedBlock.of(
            "AppArmorProfile=-a", "SELinuxContext=" + CONTEXT, "Nice=1", "required=all");
    assertEquals(0, block.flags(Setting.APPARMOR_PROFILE));
    assertEquals(SettingNumbers.REQUIRED, block.flags(Setting.SELINUX_CONTEXT));
    assertEquals(SettingNumbers.REQUIRED, block.flags(Setting.NICE));
  }

  @Test
  void whatIsNoLabelIsAWrongValue() {
    String noName = "AppArmorProfile: expected the name of a profile";
    assertProblem(noName, "AppArmorProfile=-");
    assertProblem(noName, "AppArmorProfile=- ");
    String noContext = "SELinuxContext: expected a context such as system_u:system_r:NAME_t:s0";
    for (String text : new String[] {"convert_t", "u:r", "u::t", "u:r:t ", "exec a:b:c", "-"}) {
      assertProblem(noContext, "SELinuxContext=" + text);
    }
  }

  /** The kernel would cut it off, and it might be another's name then. */
  @Test
  void labelLongerThanTheKernelReadsIsAWrongValue() {
    String name = String.join("", Collections.nCopies(4000, "a"));
    assertEquals("exec " + name.substring(5), written(Setting.APPARMOR_PROFILE, name.substring(5)));
    assertProblem("AppArmorProfile: expected no more than 4000 bytes", "AppArmorProfile=" + name);
    assertProblem("SELinuxContext: expected no more than 4000 bytes", "SELinuxContext=u:r:" + name);
  }

  @Test
  void labelsComeBeforeTheSettingsThatMayDenyThem() {
    String order =
        new String(
            ChildSettings.read(
                    new FakeValues(
                        "NoNewPrivileges=yes",
                        "ReadOnlyPaths=/before",
                        "AppArmorProfile=profile",
                        "SELinuxContext=u:r:t"))
                .block(),
            java.nio.charset.StandardCharsets.ISO_8859_1);
    assertTrue(order.indexOf("u:r:t") < order.indexOf("exec profile"));
    assertTrue(order.indexOf("exec profile") < order.indexOf("/before"));
  }
}
