package io.procex.hosts;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Launches, and only then logs. Prints by which LogManager, and what came to {@link Collector}.
 * Arguments: {@code wait} for the record of the child's end; a LogManager and a file of
 * configuration, to be named after the launch.
 */
public final class LogAfterLaunch {
  private LogAfterLaunch() {}

  public static void main(String[] arguments) throws Exception {
    boolean waits = arguments.length % 2 == 1;
    int exit = new ProcessBuilder("/bin/true").start().waitFor();
    if (arguments.length > 1) {
      System.setProperty("java.util.logging.manager", arguments[arguments.length - 2]);
      System.setProperty("java.util.logging.config.file", arguments[arguments.length - 1]);
    }
    Logger.getLogger("application").warning("said");
    if (waits) {
      Collector.ENDED.await();
    }
    System.out.println("manager " + LogManager.getLogManager().getClass().getName());
    System.out.println("exit " + exit);
    synchronized (Collector.LINES) {
      Collector.LINES.forEach(System.out::println);
    }
    Status.print();
  }

  /** Named by the configuration. */
  public static final class Collector extends Handler {
    private static final Set<String> LINES = Collections.synchronizedSet(new TreeSet<>());
    private static final CountDownLatch ENDED = new CountDownLatch(1);

    @Override
    public void publish(LogRecord record) {
      String event = record.getMessage().replaceAll(".*\"event.name\":\"(\\w+)\".*", "$1");
      LINES.add("logged " + record.getLevel() + " " + record.getLoggerName() + " " + event);
      if (event.equals("exit")) {
        ENDED.countDown();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
