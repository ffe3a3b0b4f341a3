package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The three outcomes of a launch: spawned, failed, fallback. */
class ProcexDispatcherTest {
  private static final int FALLBACK = 0;

  private final ProcexUnderTest.Preparation preparation = new ProcexUnderTest.Preparation();
  private final ProcexUnderTest.Preparation broken =
      new ProcexUnderTest.Preparation() {
        @Override
        public long run() throws Exception {
          throw new IOException("no library");
        }
      };
  private final int[] fds = {-1, -1, -1};

  private static void use(ProcexPreparation preparation, ProcexSettings settings, boolean strict) {
    ProcexConfig.install(ProcexConfig.of(preparation, settings, null, strict));
  }

  @Test
  void aProgramThatIsThereIsSpawned() throws Exception {
    use(preparation, null, false);
    int pid = ProcexUnderTest.launch(fds, "/bin/sh", "-c", "exit 7");
    assertTrue(pid > 0);
    assertEquals(7, ProcexUnderTest.end(pid, fds));
    assertNull(preparation.fallback);
  }

  @Test
  void aProgramThatIsNotThereFailsInTheJdksWords() {
    use(preparation, null, false);
    long failures = ProcexTally.LAUNCHES.failures();
    IOException failure =
        assertThrows(IOException.class, () -> ProcexUnderTest.launch(fds, "/is/not/there"));
    assertEquals("error=2, No such file or directory", failure.getMessage());
    assertEquals(failures + 1, ProcexTally.LAUNCHES.failures());
    assertNull(preparation.fallback);
  }

  @Test
  void aPreparationThatFailsLeavesTheLaunchToTheJdkAndSaysWhy() throws Exception {
    use(broken, null, false);
    long before = fallbacks();
    assertEquals(FALLBACK, ProcexUnderTest.launch(fds, "/bin/true"));
    assertEquals(before + 1, fallbacks());
    assertEquals("no library", broken.fallback);
    assertEquals("no library", ProcexConfig.prepare());
  }

  private static long fallbacks() {
    long sum = 0;
    for (long count : ProcexTally.LAUNCHES.fallbacksByReason().values()) {
      sum += count;
    }
    return sum;
  }

  @Test
  void aPreparationThatFailsRefusesTheLaunchAtStrict() {
    use(broken, null, true);
    IOException refusal =
        assertThrows(IOException.class, () -> ProcexUnderTest.launch(fds, "/bin/true"));
    assertEquals("procex-agent: launch declined: no library (strict=true)", refusal.getMessage());
    assertNull(broken.fallback);
  }

  @Test
  void whatMustBeSetOnAChildIsNotLeftToTheJdk() {
    ProcexSettings required =
        new ProcexUnderTest.Settings(ProcexUnderTest.block(ProcexUnderTest.UMASK, 0)) {
          @Override
          public String requirement() {
            return "UMask is required";
          }
        };
    use(broken, required, false);
    IOException refusal =
        assertThrows(IOException.class, () -> ProcexUnderTest.launch(fds, "/bin/true"));
    assertEquals(
        "procex-agent: launch declined: no library (UMask is required)", refusal.getMessage());
  }

  @Test
  void enforcedRulesDoNotLeaveALaunchToTheJdk() {
    ProcexConfig.install(ProcexConfig.of(broken, null, new ProcexUnderTest.Rules(null), false));
    IOException refusal =
        assertThrows(IOException.class, () -> ProcexUnderTest.launch(fds, "/bin/true"));
    assertEquals(
        "procex-agent: launch declined: no library (rules are enforced)", refusal.getMessage());
  }

  @Test
  void aDeniedProgramFailsAsOneWithoutPermission() {
    ProcexRules deny =
        new ProcexUnderTest.Rules(null) {
          @Override
          public ProcexVerdict decide(ProcexLaunch launch) {
            return new ProcexVerdict("none", "deny", true, true, false, null);
          }
        };
    ProcexConfig.install(ProcexConfig.of(preparation, null, deny, false));
    IOException failure =
        assertThrows(IOException.class, () -> ProcexUnderTest.launch(fds, "/bin/true"));
    assertEquals("error=13, Permission denied", failure.getMessage());
  }

  @Test
  void noMemoryForThePreparationIsOfThisLaunchAlone() throws Exception {
    boolean[] full = {true};
    ProcexPreparation passing =
        new ProcexUnderTest.Preparation() {
          @Override
          public long run() {
            if (full[0]) {
              full[0] = false;
              throw new OutOfMemoryError();
            }
            return ProcexConfig.NO_CORE;
          }
        };
    use(passing, null, false);
    assertEquals(FALLBACK, ProcexUnderTest.launch(fds, "/bin/true"));
    int pid = ProcexUnderTest.launch(fds, "/bin/true");
    assertTrue(pid > 0);
    ProcexUnderTest.end(pid, fds);
  }

  @Test
  void aMethodThatAnotherAgentHasPutInPlaceOfTheJdksIsLeftToIt() throws Exception {
    use(preparation, null, false);
    assertEquals(FALLBACK, ProcexUnderTest.launch("wrapped_forkAndExec", fds, "/bin/true"));
    assertTrue(preparation.fallback.startsWith("another agent has wrapped"));
  }

  @Test
  void aLaunchAfterTheAgentIsTakenOutIsTheJdksEvenWhereStrictWasAsked() throws Exception {
    use(preparation, null, true);
    ProcexConfig.uninstall();
    assertEquals(FALLBACK, ProcexUnderTest.launch(fds, "/bin/true"));
    assertNull(preparation.fallback);
    assertEquals("the agent is detached", ProcexConfig.prepare());
  }

  @Test
  void anUnknownJdkIsRefusedOnlyWhereSomethingIsRequired() throws Exception {
    use(preparation, null, false);
    ProcexDispatcher.refuse("unknown JDK");
    assertEquals("unknown JDK", preparation.fallback);
    use(preparation, null, true);
    assertThrows(IOException.class, () -> ProcexDispatcher.refuse("unknown JDK"));
  }
}
