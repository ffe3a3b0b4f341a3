package java.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Threads for the reaper are like the JDK's, and take nothing of who launches. */
class ProcexReaperThreadsTest {
  private final ThreadGroup group = new ThreadGroup("of the test");

  private ThreadPoolExecutor pool() {
    return new ThreadPoolExecutor(
        0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), this::modelled);
  }

  @SuppressWarnings("ThreadPriorityCheck") // the JDK's threads have the highest priority
  private Thread modelled(Runnable task) {
    Thread model = new Thread(group, task, "model");
    model.setDaemon(true);
    model.setPriority(Thread.MAX_PRIORITY);
    return model;
  }

  @Test
  void variablesOfWhoLaunchesAreNotInherited() throws Exception {
    InheritableThreadLocal<String> variable = new InheritableThreadLocal<>();
    variable.set("the application's");
    FutureTask<String> seen = new FutureTask<>(variable::get);
    ProcexReaperThreads.serve(pool()).newLeader(seen).start();
    assertNull(seen.get());
  }

  @Test
  void groupNamePriorityAndKindAreThoseOfTheJdks() {
    Thread leader = ProcexReaperThreads.serve(pool()).newLeader(() -> {});
    assertSame(group, leader.getThreadGroup());
    assertEquals(
        "model 10 true", leader.getName() + " " + leader.getPriority() + " " + leader.isDaemon());
  }

  @Test
  void poolIsServedOnceAndOthersNotAtAll() {
    ThreadPoolExecutor pool = pool();
    assertSame(ProcexReaperThreads.serve(pool), ProcexReaperThreads.serve(pool));
    assertNull(ProcexReaperThreads.serve(Runnable::run));
  }
}
