package io.procex.hosts;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * Puts the agent into the states in which {@code Thread.stop} may leave it, each by an assignment
 * and not by chance, and launches in each; prints {@code launched} and which state it was. Needs
 * {@code --add-opens java.base/java.lang=ALL-UNNAMED} from JDK 9 on.
 */
public final class LaunchBehindStopped {
  private LaunchBehindStopped() {}

  public static void main(String[] args) throws Exception {
    launch("as ever");
    Thread dead = new Thread(() -> {});
    dead.start();
    dead.join();
    CountDownLatch end = new CountDownLatch(1);
    Thread elsewhere = new Thread(() -> await(end));
    elsewhere.start();

    Object reaper = get(null, "java.lang.ProcexReaper", "REAPER");
    Object state = get(get(reaper, "loop"), "state");
    leaveLock(state, dead);
    launch("lock of a dead thread");
    leaveLock(state, elsewhere);
    launch("lock of a thread that goes on elsewhere");
    leaveLock(state, Thread.currentThread());
    launch("lock of the launching thread");
    field(state.getClass(), "starting").set(state, dead);
    launch("a leader that a dead thread was to start");
    end.countDown();
    Status.print();
  }

  /** When the leader has given it back, who else would free it for us. */
  @SuppressWarnings({"unchecked", "ThreadPriorityCheck"})
  private static void leaveLock(Object state, Thread owner) throws ReflectiveOperationException {
    Object lock = get(state, "lock");
    AtomicReferenceFieldUpdater<Object, Thread> updater =
        (AtomicReferenceFieldUpdater<Object, Thread>) get(null, lock.getClass().getName(), "OWNER");
    while (!updater.compareAndSet(lock, null, owner)) {
      Thread.yield();
    }
  }

  private static Object get(Object object, String name) throws ReflectiveOperationException {
    return get(object, object.getClass().getName(), name);
  }

  private static Object get(Object object, String type, String name)
      throws ReflectiveOperationException {
    return field(Class.forName(type), name).get(object);
  }

  private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private static void launch(String state) throws IOException, InterruptedException {
    new ProcessBuilder("/bin/true").start().waitFor();
    System.out.println("launched " + state);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
