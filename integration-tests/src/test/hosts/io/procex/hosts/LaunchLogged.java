package io.procex.hosts;

import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Launches once, and ends when a logger has told of the child's end; prints what that was told. */
public final class LaunchLogged {
  private LaunchLogged() {}

  public static void main(String[] arguments) throws Exception {
    Logger logger = Logger.getLogger(arguments[0]);
    CountDownLatch ended = new CountDownLatch(1);
    logger.setUseParentHandlers(false);
    logger.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            System.out.println(record.getLevel() + " " + record.getMessage());
            if (record.getMessage().contains("\"exit\"")) {
              ended.countDown();
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
    new ProcessBuilder("/bin/true").start().waitFor();
    ended.await();
  }
}
