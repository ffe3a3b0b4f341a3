package java.lang;

import java.lang.reflect.Field;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Puts a loop with leaders of a test's own in place of the reaper's. */
final class ProcexUsedLoop {
  private ProcexUsedLoop() {}

  static ProcexReaperLoop use(ThreadFactory factory, int set) throws Exception {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(0, 9, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    ProcexReaperLoop loop =
        new ProcexReaperLoop(pool, new ProcexLeaders(ProcexReaperThreads.serve(pool)), set);
    field(ProcexReaper.class, "loop").set(field(ProcexReaper.class, "REAPER").get(null), loop);
    return loop;
  }

  static Field field(Class<?> owner, String name) throws Exception {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
