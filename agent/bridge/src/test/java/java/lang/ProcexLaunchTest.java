package java.lang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an observer is told of a launch, by its outcome. */
class ProcexLaunchTest implements ProcexObserver {
  private static final int ENOENT = 2;
  private static final int EINVAL = 22;

  private final ProcexUnderTest.Preparation preparation = new ProcexUnderTest.Preparation();
  private final List<ProcexLaunch> launches = new ArrayList<>();

  @BeforeEach
  void observe() {
    ProcexDispatcher.observe(this);
  }

  @AfterEach
  void observeNoMore() {
    ProcexDispatcher.observe(null);
  }

  @Override
  public void launched(ProcexLaunch launch) {
    launches.add(launch);
  }

  @Override
  public void exited(int pid, int error, long[] figures) {}

  private void use(ProcexSettings settings, ProcexRules rules) {
    ProcexConfig.install(ProcexConfig.of(preparation, settings, rules, false));
  }

  private ProcexLaunch launchOf(String program, String... arguments) throws Exception {
    int[] fds = {-1, -1, -1};
    int pid = ProcexUnderTest.launch(fds, program, arguments);
    if (pid > 0) {
      ProcexUnderTest.end(pid, fds);
    }
    return launches.get(launches.size() - 1);
  }

  @Test
  void aChildThatIsSpawnedIsToldWithItsPidAndWhatWasExecuted() throws Exception {
    use(null, null);
    ProcexLaunch launch = launchOf("/bin/sh", "-c", "exit 0");
    ProcexObservation seen = launch.observation();
    assertTrue(launch.pid() > 0);
    assertEquals(0, launch.step());
    assertNull(seen.failure());
    assertNull(seen.fallback());
    assertEquals("/bin/sh", new String(seen.name(ProcexNumbers.NAME_FILE), StandardCharsets.UTF_8));
    assertArrayEquals(new int[] {-1, -1, -1}, seen.sources());
    assertTrue(seen.figure(ProcexNumbers.FIGURE_LIMIT_AFTER) > 0);
    assertTrue(seen.coreDuration() > 0 && seen.duration() > seen.coreDuration());
  }

  @Test
  void aLaunchThatFailsIsToldWithItsStepAndMessageAndKeepsNoException() {
    use(null, null);
    assertThrows(IOException.class, () -> launchOf("/is/not/there"));
    ProcexLaunch launch = launches.get(0);
    assertEquals(-1, launch.pid());
    assertEquals(ProcexNumbers.STEP_EXEC, launch.step());
    assertEquals(ENOENT, launch.error());
    assertEquals("error=2, No such file or directory", launch.observation().failure());
    assertNull(launch.observation().fallback());
    assertNull(launch.failure); // it would hold classes of the application
  }

  @Test
  void aFallbackIsToldWithItsReasonAndNothingOfTheCore() throws Exception {
    ProcexConfig.uninstall();
    ProcexLaunch launch = launchOf("/bin/true");
    assertEquals("the agent is detached", launch.observation().fallback());
    assertNull(launch.observation().failure());
    assertNull(launch.observation().name(ProcexNumbers.NAME_FILE));
    assertEquals(0, launch.observation().coreDuration());
  }

  @Test
  void anObserverThatThrowsDoesNotChangeTheOutcome() {
    use(null, null);
    ProcexDispatcher.observe(
        new ProcexObserver() {
          @Override
          public void launched(ProcexLaunch launch) {
            launches.add(launch);
            throw new IllegalStateException();
          }

          @Override
          public void exited(int pid, int error, long[] figures) {}
        });
    IOException failure = assertThrows(IOException.class, () -> launchOf("/is/not/there"));
    assertEquals("error=2, No such file or directory", failure.getMessage());
    assertEquals(1, launches.size());
  }

  @Test
  void aSettingThatCannotBeAppliedIsToldToItsSettings() throws Exception {
    List<Integer> missed = new ArrayList<>();
    use(
        new ProcexUnderTest.Settings(ProcexUnderTest.block(ProcexUnderTest.CPU_AFFINITY, 0)) {
          @Override
          public void missed(int setting, int errno) {
            missed.add(setting << 16 | errno);
          }
        },
        null);
    ProcexLaunch launch = launchOf("/bin/true");
    assertTrue(launch.pid() > 0);
    assertEquals(ProcexUnderTest.CPU_AFFINITY << 16 | EINVAL, launch.missed(0));
    assertEquals(Collections.singletonList(launch.missed(0)), missed);
  }

  @Test
  void aProgramThatRulesRefuseWhenItIsRememberedIsFoundAgainBeforeTheLaunchFails()
      throws Exception {
    List<ProcexProgram> asked = new ArrayList<>();
    use(
        null,
        new ProcexUnderTest.Rules(null) {
          @Override
          public ProcexVerdict decide(ProcexLaunch launch) {
            asked.add(launch.program());
            return new ProcexVerdict("one", "any", true, asked.size() == 2, false, null);
          }
        });
    assertTrue(launchOf("/bin/sh", "-c", "exit 0").pid() > 0);
    assertTrue(launchOf("/bin/sh", "-c", "exit 0").pid() > 0);
    assertEquals(3, asked.size());
    assertArrayEquals(asked.get(1).resolved(), asked.get(2).resolved());
    assertFalse(launches.get(1).verdict().denied());
  }

  @Test
  void theRequestOfALaunchGivesUpWhatIsLarge() throws Exception {
    use(null, null);
    ProcexRequest request = launchOf("/bin/sh", "-c", "exit 0").request();
    assertEquals(2, request.argc());
    assertNotNull(request.argBlock());
    long bytes = request.bytes();
    request.forgetBlocks();
    assertTrue(request.isForgotten());
    assertNull(request.argBlock());
    assertEquals("-c exit 0 ".length(), bytes - request.bytes());
  }
}
