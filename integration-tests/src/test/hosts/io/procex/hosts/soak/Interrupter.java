package io.procex.hosts.soak;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** A thread that interrupts those that ask for it. */
final class Interrupter implements Runnable {
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

  /** One interrupt of one thread. */
  static final class Request {
    private final Thread target = Thread.currentThread();
    private final CountDownLatch done = new CountDownLatch(1);

    /** Returns when the interrupt has come, which may be before or after it was noticed. */
    void awaitDone() throws InterruptedException {
      done.await();
    }
  }

  /** The calling thread is interrupted soon. */
  Request interruptMe() {
    Request request = new Request();
    requests.add(request);
    return request;
  }

  @Override
  public void run() {
    try {
      while (true) {
        Request request = requests.take();
        request.target.interrupt();
        request.done.countDown();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
