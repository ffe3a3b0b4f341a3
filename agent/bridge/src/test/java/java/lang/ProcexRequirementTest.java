package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What options, rules and settings together forbid to leave to the JDK. */
class ProcexRequirementTest {
  private final int[] given = {0};

  private final ProcexPreparation preparation =
      new ProcexUnderTest.Preparation() {
        @Override
        public void giveBack() {
          given[0]++;
        }
      };

  private static ProcexSettings settings(String requirement, String obstacle) {
    return new ProcexUnderTest.Settings(new byte[0]) {
      @Override
      public String requirement() {
        return requirement;
      }

      @Override
      public String obstacle() {
        return obstacle;
      }
    };
  }

  private static ProcexRules rules(String requirement, String obstacle) {
    return new ProcexUnderTest.Rules(null) {
      @Override
      public String requirement() {
        return requirement;
      }

      @Override
      public String obstacle() {
        return obstacle;
      }
    };
  }

  private ProcexConfig config(ProcexSettings settings, ProcexRules rules, boolean strict) {
    ProcexConfig.install(ProcexConfig.of(preparation, settings, rules, strict));
    assertNull(ProcexConfig.prepare());
    return ProcexConfig.inForce();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static ProcexLaunch launch(ProcexConfig config, ProcexSettings settings) {
    ProcexRequest request =
        new ProcexRequest(
            bytes("/bin/true\0"), new byte[0], 0, null, 0, null, new int[] {-1, -1, -1}, false);
    ProcexLaunch launch = new ProcexLaunch(config, request);
    launch.use(settings);
    return launch;
  }

  @Test
  void brokenRulesHinderALaunchThatSettingsWouldAllow() {
    ProcexConfig broken = config(settings(null, null), rules("enforced", "broken"), false);
    assertEquals("broken", broken.reason());
    assertEquals("unclear", config(settings(null, "unclear"), rules(null, null), false).reason());
    assertNull(config(settings(null, null), rules("enforced", null), false).reason());
    config(null, rules("enforced", "broken"), false);
    IOException refusal =
        assertThrows(
            IOException.class, () -> ProcexUnderTest.launch(new int[] {-1, -1, -1}, "/bin/true"));
    assertEquals("procex-agent: launch declined: broken (enforced)", refusal.getMessage());
  }

  @Test
  void settingsOfARuleMayRequireWhatTheAgentsOwnDoNot() {
    ProcexConfig config = config(settings("own", null), rules(null, null), false);
    assertEquals("rule's", config.requirement(launch(config, settings("rule's", null))));
    assertEquals("own", config.requirement(launch(config, settings(null, null))));
    assertEquals("own", config.requirement(null));
  }

  @Test
  void strictAndEnforcedRulesComeFirst() {
    ProcexConfig strict = config(settings("own", null), rules("enforced", null), true);
    assertEquals("strict=true", strict.requirement(null));
    ProcexConfig enforced = config(settings("own", null), rules("enforced", null), false);
    assertEquals("enforced", enforced.requirement(launch(enforced, settings("rule's", null))));
    assertNull(config(null, null, false).requirement(null));
  }

  @Test
  void whatAnotherAgentHasWrappedIsGivenBackOnce() {
    ProcexConfig config = config(null, null, false);
    config.wrapped();
    config.wrapped();
    assertEquals(1, given[0]);
  }

  @Test
  void noStackForThePreparationIsOfThisLaunchAlone() {
    boolean[] full = {true};
    ProcexConfig.install(
        ProcexConfig.of(
            new ProcexUnderTest.Preparation() {
              @Override
              public long run() throws Exception {
                if (full[0]) {
                  throw new StackOverflowError("of the test");
                }
                return super.run();
              }
            },
            null,
            null,
            false));
    assertEquals(ProcexConfig.OUT_OF_STACK, ProcexConfig.prepare());
    full[0] = false;
    assertNull(ProcexConfig.prepare());
  }

  @Test
  void programsAreRememberedUnderTheSameOptionsAlone() {
    ProcexUnderTest.loadLibrary();
    byte[] shell = bytes("/bin/sh\0");
    config(null, null, false);
    ProcexProgram found =
        ProcexProgram.find(shell, null, true, new int[ProcexNumbers.OUTCOME_SIZE]);
    found.remember(shell, true);
    found.close();
    config(null, null, true);
    assertNull(ProcexProgram.recall(shell, true));
    config(null, null, false);
  }
}
