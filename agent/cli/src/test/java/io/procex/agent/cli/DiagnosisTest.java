package io.procex.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What {@code doctor} makes of the lines that its JVM prints. */
class DiagnosisTest {
  private static Diagnosis of(String... lines) {
    Diagnosis diagnosis = new Diagnosis();
    for (String line : lines) {
      diagnosis.add(line);
    }
    return diagnosis;
  }

  @Test
  void allHooksAndTheBestRungAreHealthy() {
    Diagnosis diagnosis =
        of("rung shared-table ok", "rung proc-walk ok", "hook the launch true", "landlock 5");
    assertTrue(diagnosis.isHealthy());
    assertEquals("shared-table", diagnosis.bestRung());
    assertTrue(diagnosis.verdict().startsWith("healthy"), diagnosis::verdict);
    assertTrue(diagnosis.landlock().startsWith("ABI 5"), diagnosis::landlock);
  }

  @Test
  void aHookThatIsMissingIsNot() {
    assertFalse(of("rung shared-table ok", "hook a true", "hook b false").isHealthy());
  }

  @Test
  void anAnswerWithoutHooksIsNot() {
    assertFalse(of("rung shared-table ok").isHealthy());
  }

  @Test
  void aLowerRungIsNamed() {
    Diagnosis diagnosis =
        of("rung shared-table step table, EPERM", "rung close-range ok", "hook a true");
    assertFalse(diagnosis.isHealthy());
    assertEquals("works, but by the rung close-range instead of shared-table", diagnosis.verdict());
  }

  @Test
  void withoutARungTheReasonIsTold() {
    Diagnosis diagnosis = of("rung shared-table refused", "launches 0, 1 fallback");
    assertEquals("not working: launches fall back to the JDK (0, 1 fallback)", diagnosis.verdict());
  }

  @Test
  void otherLinesAreTheLog() {
    assertEquals("[a, b c]", of("log a", "b c").log.toString());
  }
}
