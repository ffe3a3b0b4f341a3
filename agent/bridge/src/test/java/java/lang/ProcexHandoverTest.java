package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Children with a limit between their launch and the JDK's task that waits for them. */
@Timeout(60)
class ProcexHandoverTest {
  private static final int SIGKILL = 9;
  private static final long SECONDS = 5_000_000_000L;

  private final List<String> missed = new ArrayList<>();

  private final ProcexLimited required =
      new ProcexLimited(ProcexLimited.after(SECONDS, true), missed::add);

  private ProcexCat child;

  @BeforeEach
  void startChild() throws Exception {
    Class.forName(ProcexUnderTest.class.getName());
    child = new ProcexCat();
    ProcexReaper.expect();
  }

  @AfterEach
  void end() {
    child.process.destroyForcibly();
    ProcexReaper.close("the test is over");
    ProcexHandover.take(0);
  }

  private ProcexLifetime launched() {
    return required.launched(child.pid);
  }

  private void assertAlive() throws Exception {
    child.process.getOutputStream().close();
    assertEquals(0, child.process.waitFor());
  }

  @Test
  void childIsTakenOnceAndByItsPid() {
    ProcexLifetime lifetime = launched();
    assertNull(ProcexHandover.take(1));
    assertSame(lifetime, ProcexHandover.take(child.pid));
    assertNull(ProcexHandover.take(child.pid));
  }

  @Test
  void childThatNobodyHandsOverIsForgottenAfterSeconds() {
    ProcexLifetime lifetime = launched();
    assertNull(ProcexHandover.takeForgotten());
    assertNull(ProcexHandover.takeForgotten());
    lifetime.seen -= SECONDS;
    assertSame(lifetime, ProcexHandover.takeForgotten());
    assertNull(ProcexHandover.takeForgotten());
  }

  /** The JDK's class is restored, and hands nothing over. */
  @Test
  void childThatIsLaunchedDuringADetachLivesOnAndIsToldOf() throws Exception {
    ProcexReaper.close("the agent is detached");
    ProcexLifetime lifetime = launched();
    assertTrue(lifetime.over);
    assertFalse(ProcexUnderTest.isOpen(lifetime.pidfd, "[pidfd]"));
    assertNull(ProcexHandover.takeAny());
    assertEquals(Collections.singletonList("21 95"), missed);
    assertAlive();
  }

  @Test
  void childThatIsNotHandedOverBeforeADetachLivesOnAndIsToldOf() throws Exception {
    ProcexLifetime inLaunch = ProcexLifetime.expect(required);
    launched();
    ProcexReaper.close("the agent is detached");
    assertEquals(Collections.singletonList("21 95"), missed);
    assertSame(inLaunch, ProcexHandover.take(0)); // it looks by itself, see above
    assertAlive();
  }

  @Test
  void requiredLimitKillsTheChildThatTheJdksClassWillNotHandOver() throws Exception {
    ProcexReaper.expectNoMore();
    launched();
    assertEquals(128 + SIGKILL, child.process.waitFor());
    assertEquals(Collections.singletonList("21 95"), missed);
  }

  @Test
  void eachOfSeveralChildrenIsTakenAloneAndTheOthersStay() {
    ProcexLifetime[] lifetimes = new ProcexLifetime[4];
    for (int i = 0; i < lifetimes.length; i++) {
      lifetimes[i] = ProcexLifetime.expect(required);
      lifetimes[i].pid = 1_000 + i;
    }
    assertSame(lifetimes[1], ProcexHandover.take(1_001));
    assertNull(lifetimes[1].next); // or it would keep the others in memory
    assertTrue(ProcexHandover.forget(lifetimes[2]));
    assertFalse(ProcexHandover.forget(lifetimes[2]));
    assertSame(lifetimes[3], ProcexHandover.takeAny());
    assertSame(lifetimes[0], ProcexHandover.take(1_000));
    assertNull(ProcexHandover.takeAny());
  }

  @Test
  void childThatIsForgottenIsTakenFromAmongOthersAndOneInLaunchNever() {
    ProcexLifetime inLaunch = ProcexLifetime.expect(required);
    ProcexLifetime old = ProcexLifetime.expect(required);
    ProcexLifetime young = ProcexLifetime.expect(required);
    old.pid = 1_000;
    young.pid = 1_001;
    old.seen = System.nanoTime() - SECONDS;
    inLaunch.seen = old.seen;
    assertSame(old, ProcexHandover.takeForgotten());
    assertNull(ProcexHandover.takeForgotten());
    assertTrue(young.seen != 0);
    assertSame(young, ProcexHandover.take(1_001));
    assertTrue(ProcexHandover.forget(inLaunch));
  }
}
