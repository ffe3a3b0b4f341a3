package io.procex.hosts.soak;

import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * So many threads work at each moment, half of them virtual ones where there are some. Each does a
 * few launches, ends, and has another one go on.
 */
final class Workers {
  private static final int LAUNCHES = 250;
  private static final int PAUSE_NANOS = 1_000_000;

  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final int last;
  private final IntConsumer launch;
  private final CountDownLatch ended;

  /** None with a greater number begins: else a short run would be over before a few changes are. */
  private volatile int allowed;

  private final Method startVirtual;

  Workers(int count, int last, int allowed, IntConsumer launch) {
    this.last = last;
    this.allowed = allowed;
    this.launch = launch;
    this.ended = new CountDownLatch(count);
    this.startVirtual = startVirtual();
    for (int i = 0; i < count; i++) {
      go(i % 2 == 1);
    }
  }

  /** Null before JDK 21. */
  private static Method startVirtual() {
    try {
      return Thread.class.getMethod("startVirtualThread", Runnable.class);
    } catch (NoSuchMethodException older) {
      return null;
    }
  }

  int done() {
    return done.get();
  }

  void allow(int number) {
    allowed = Math.max(allowed, number);
  }

  void await() throws InterruptedException {
    ended.await();
  }

  private void go(boolean virtual) {
    try {
      if (virtual && startVirtual != null) {
        startVirtual.invoke(null, (Runnable) () -> work(true));
      } else {
        new Thread(() -> work(virtual), "worker").start();
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void work(boolean virtual) {
    for (int i = 0; i < LAUNCHES; i++) {
      int number = next.getAndIncrement();
      if (number >= last) {
        ended.countDown();
        return;
      }
      while (number > allowed) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      launch.accept(number);
      done.incrementAndGet();
    }
    go(virtual);
  }
}
