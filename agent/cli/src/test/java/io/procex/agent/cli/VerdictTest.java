package io.procex.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.rules.LaunchFacts;
import io.procex.agent.rules.Rules;
import io.procex.agent.rules.Users;
import io.procex.agent.settings.Values;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code rules test} says of one launch. */
class VerdictTest {
  private static final Values NOTHING =
      new Values() {
        @Override
        public String text(String key) {
          return null;
        }

        @Override
        public String malformed(String key, String expected) {
          return key + ": " + expected;
        }
      };
  private static final String DENY_TRUE =
      "rules:\n  - name: no\n    executable: /bin/true\n    action: deny\n";

  @TempDir Path directory;

  private Verdict verdict(String mode, String rules, String program) throws Exception {
    Path file = directory.resolve("rules.yaml");
    String text = "version: 1\nmode: " + mode + "\n" + rules;
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    LaunchFacts facts =
        LaunchFacts.ofTexts(
            program, Collections.emptyList(), program, Collections.emptyList(), () -> "");
    return new Verdict(Rules.read(file, NOTHING, Users.named("0")), facts);
  }

  @Test
  void deniedIsWhatARuleDeniesInEachMode() throws Exception {
    for (String mode : new String[] {"enforce", "monitor"}) {
      assertFalse(verdict(mode, DENY_TRUE, "/bin/true").isAllowed());
      assertTrue(verdict(mode, DENY_TRUE, "/bin/false").isAllowed());
    }
  }

  @Test
  void modeMonitorIsTold() throws Exception {
    String first = verdict("monitor", DENY_TRUE, "/bin/true").text().split("\n", -1)[0];
    assertEquals("denied by no (mode monitor: only recorded, and launched)", first);
    assertEquals(
        "denied by no", verdict("enforce", DENY_TRUE, "/bin/true").text().split("\n", -1)[0]);
  }

  @Test
  void whatIsSetAndPassedOverIsTold() throws Exception {
    String rules = DENY_TRUE + "  - name: some\n    action: audit\n    set: {Nice: 5}\n";
    String text = verdict("enforce", rules, "/bin/false").text();
    assertTrue(text.startsWith("allowed and audited by some\n"), text);
    assertTrue(text.contains("set            Nice=5\n"), text);
    assertTrue(text.contains("passed over    no: executable is not matched by /bin/true\n"), text);
    String json = verdict("enforce", rules, "/bin/false").json();
    assertTrue(json.contains("\"allowed\":true,\"rule\":\"some\",\"action\":\"audit\""), json);
  }
}
