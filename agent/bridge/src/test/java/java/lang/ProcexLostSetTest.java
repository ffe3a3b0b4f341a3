package java.lang;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ProcexWatchedTable.Watched;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Other code has closed the descriptor of the epoll set. */
@Timeout(60)
class ProcexLostSetTest {
  private final ThreadGroup group = new ThreadGroup("leaders");
  private ProcexCat child;
  private int set;
  private ProcexReaperLoop loop;

  @BeforeEach
  void startChild() throws Exception {
    Class.forName(ProcexUnderTest.class.getName());
    ProcexReaper.close("the test begins");
    ProcexReaper.expect();
    child = new ProcexCat();
    set = ProcexCore.openReaper();
    use(this::daemon);
  }

  @AfterEach
  void end() {
    child.process.destroy();
    ProcexReaper.close("the test is over");
  }

  private Thread daemon(Runnable task) {
    Thread thread = new Thread(group, task);
    thread.setDaemon(true);
    return thread;
  }

  private void use(ThreadFactory factory) throws Exception {
    loop = ProcexUsedLoop.use(factory, set);
  }

  private ProcexReaperState state() throws Exception {
    return (ProcexReaperState) ProcexUsedLoop.field(ProcexReaperLoop.class, "state").get(loop);
  }

  @Test
  void leaderGivesTheSetUpAndLeavesItsProcessesToTheJdk() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    int pidfd = ProcexCore.pidfd((int) child.pid, 0);
    state().add(new Watched(pidfd, left::countDown, true, null, null));
    ProcexCore.close(set);
    loop.standBy();
    left.await();
    assertTrue(child.process.isAlive());
    assertTrue(ProcexReaper.obstacle().contains("has closed the descriptor"));
    assertFalse(loop.watch(() -> {}, child.pid, true, null));
  }

  @Test
  void processThatTheLeaderHasTakenMeanwhileIsNotTheJdks() throws Exception {
    ProcexLifetime lifetime = ProcexLimited.lifetime(ProcexLimited.GROUP, child.pid);
    int pidfd = lifetime.pidfd;
    use(
        leader -> {
          if (leader != null) {
            takeAndClose(pidfd);
          }
          return daemon(() -> {});
        });
    assertTrue(loop.watch(() -> {}, child.pid, true, lifetime));
    assertFalse(lifetime.over);
    ProcexCore.closePidfd(pidfd);
  }

  private void takeAndClose(int pidfd) {
    try {
      state().take(pidfd);
      ProcexCore.close(set);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
