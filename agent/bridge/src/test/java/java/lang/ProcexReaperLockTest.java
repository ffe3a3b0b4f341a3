package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.ProcexWatchedTable.Watched;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each change takes the lock once and gives it back. Two threads without a lock do harm too rarely
 * for a test: so the turns are counted.
 */
class ProcexReaperLockTest {
  private static final int FREE_NUMBER = 900;

  private final int set = ProcexCore.openReaper();
  private final ProcexReaperState state = new ProcexReaperState(set);

  @BeforeAll
  static void loadTheCore() throws Exception {
    Class.forName(ProcexUnderTest.class.getName());
  }

  @AfterEach
  void close() {
    ProcexCore.closeReaper(set);
  }

  private static Object get(Object owner, Class<?> type, String name) throws Exception {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }

  private static void assertEachTakesTheLock(ProcexUnqueuedLock lock, List<Runnable> changes)
      throws Exception {
    for (int i = 0; i < changes.size(); i++) {
      int before = (Integer) get(lock, ProcexUnqueuedLock.class, "turns");
      changes.get(i).run();
      int turns = (Integer) get(lock, ProcexUnqueuedLock.class, "turns") - before;
      assertEquals(1, turns, "change " + i);
      assertNull(lock.owner);
    }
  }

  @Test
  void eachChangeOfTheReapersStateTakesItsTurn() throws Exception {
    Watched process = new Watched(FREE_NUMBER, () -> {}, true, null, null);
    List<Runnable> changes =
        Arrays.asList(
            () -> state.seekLeader(false),
            () -> state.forgetStarting(Thread.currentThread()),
            () -> state.add(process),
            () -> state.take(FREE_NUMBER),
            () -> state.takeBack(process),
            () -> state.signalGroup(1, 0),
            state::all,
            () -> state.isStillOfUse(false),
            () -> state.resign(false),
            state::notToReturn,
            state::takeLead,
            state::startedNone,
            state::retire,
            state::lose);
    ProcexUnqueuedLock lock = (ProcexUnqueuedLock) get(state, ProcexReaperState.class, "lock");
    assertEachTakesTheLock(lock, changes);
  }

  @Test
  void eachChangeOfTheChildrenThatAreBeingLaunchedTakesItsTurn() throws Exception {
    ProcexTimeLimit limit = new ProcexTimeLimit(21, true, -1, 15, -1, 9, true, null);
    ProcexLifetime lifetime = new ProcexLifetime(limit, new ProcexUnderTest.Settings(new byte[0]));
    Object children = get(null, ProcexHandover.class, "CHILDREN");
    ProcexUnqueuedLock lock = (ProcexUnqueuedLock) get(children, ProcexHandover.class, "lock");
    assertEachTakesTheLock(
        lock,
        Arrays.asList(
            () -> ProcexHandover.expect(lifetime),
            () -> ProcexHandover.take(1),
            ProcexHandover::takeForgotten,
            ProcexHandover::takeAny,
            () -> ProcexHandover.forget(lifetime)));
  }
}
