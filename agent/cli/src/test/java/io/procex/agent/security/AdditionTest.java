package io.procex.agent.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.rules.Rules;
import io.procex.agent.settings.Setting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdditionTest {
  private static Map<String, String> all(Addition addition) {
    Map<String, String> all = new HashMap<>();
    addition.steps().forEach(step -> all.putAll(step.changes()));
    return all;
  }

  private static Exposure after(Child child, Addition addition) {
    Map<String, String> settings = new HashMap<>(child.settings());
    settings.putAll(all(addition));
    return Exposure.of(child.with(settings));
  }

  @Test
  void eachStepLowersTheExposureAndTheFirstOneMost() {
    Child child = Settings.ofUnknown("");
    List<Addition.Step> steps = Addition.to(child, 0).steps();
    assertEquals("{CapabilityBoundingSet=none}", steps.get(0).changes().toString());
    int before = Exposure.of(child).tenths();
    for (Addition.Step step : steps) {
      assertTrue(step.tenths() <= before, step.changes().toString());
      before = step.tenths();
      step.changes().keySet().forEach(key -> assertTrue(Setting.named(key) != null, key));
    }
    assertEquals(before, after(child, Addition.to(child, 0)).tenths());
  }

  @Test
  void noMoreIsAddedThanNeeded() {
    Child child = Settings.ofUser("profile=safe");
    Addition addition = Addition.to(child, 25);
    List<Integer> tenths =
        addition.steps().stream().map(Addition.Step::tenths).collect(Collectors.toList());
    assertTrue(tenths.get(tenths.size() - 1) <= 25, tenths.toString());
    assertTrue(tenths.get(tenths.size() - 2) > 25, tenths.toString());
    assertEquals(0, Addition.to(child, 100).steps().size());
  }

  @Test
  void settingsThatAreThereStayAsTheyAre() {
    Child child =
        Settings.ofUser(
            "UMask=0027,RestrictAddressFamilies=AF_INET,RestrictRealtime=no,IPAddressDeny=");
    Map<String, String> added = all(Addition.to(child, 0));
    assertFalse(added.containsKey("UMask"));
    assertFalse(added.containsKey("RestrictAddressFamilies"));
    assertEquals("yes", added.get("RestrictRealtime"));
  }

  @Test
  void listsOfCallsAreContinued() {
    Map<String, String> denying = all(Addition.to(Settings.ofUser("SystemCallFilter=~@swap"), 0));
    assertEquals(
        "~@swap @clock @cpu-emulation @debug @module @mount @obsolete @raw-io @reboot",
        denying.get("SystemCallFilter"));
    assertEquals("EPERM", denying.get("SystemCallErrorNumber"));
    Child again = Settings.ofUser("SystemCallFilter=" + denying.get("SystemCallFilter"));
    assertTrue(
        all(Addition.to(again, 0))
            .get("SystemCallFilter")
            .endsWith("@reboot @privileged @resources"));
    Map<String, String> allowing =
        all(Addition.to(Settings.ofUser("SystemCallFilter=@system-service"), 0));
    assertTrue(
        allowing.get("SystemCallFilter").startsWith("@system-service ~@"), allowing.toString());
  }

  @Test
  void textCanBePastedIntoARule(@TempDir Path directory) throws Exception {
    Subjects subjects = new Subjects();
    subjects.add("x", Settings.of("SystemCallFilter=@system-service"), JvmFacts.unknown());
    String text = Summary.of(subjects, 0);
    String set = text.substring(text.indexOf("    set:"));
    Path file = directory.resolve("rules.yaml");
    String rule = "version: 1\nrules:\n  - name: x\n    action: allow\n" + set;
    Files.write(file, rule.getBytes(StandardCharsets.UTF_8));
    Subjects read = new Subjects();
    read.addRules(Rules.read(file, new NoValues()), JvmFacts.unknown());
    Addition addition = Addition.to(subjects.sorted().get(0).child(), 0);
    int last = addition.steps().get(addition.steps().size() - 1).tenths();
    assertEquals(last, read.sorted().get(1).exposure().tenths(), text);
    assertEquals("[x]", read.sorted().get(1).names().toString());
  }
}
