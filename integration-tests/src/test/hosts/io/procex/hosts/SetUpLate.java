package io.procex.hosts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;
import javax.management.ObjectName;

/**
 * Launches, and only then names its own LogManager and MBeanServerBuilder, as application servers
 * do. Prints whose are in use, and what of the agent's arrives there all the same.
 */
public final class SetUpLate {
  private SetUpLate() {}

  public static void main(String[] arguments) throws Exception {
    new ProcessBuilder("/bin/true").start().waitFor();
    System.setProperty("java.util.logging.manager", OwnManager.class.getName());
    System.setProperty("javax.management.builder.initial", OwnBuilder.class.getName());
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    System.out.println("manager " + (LogManager.getLogManager() instanceof OwnManager));
    System.out.println("builder " + OwnBuilder.used);
    OwnHandler.ENDED.await();
    System.out.println("exit logged");
    awaitBean(server);
    System.out.println("bean registered");
  }

  private static void awaitBean(MBeanServer server) throws Exception {
    CountDownLatch registered = new CountDownLatch(1);
    server.addNotificationListener(
        MBeanServerDelegate.DELEGATE_NAME, (notice, back) -> registered.countDown(), null, null);
    if (!server.isRegistered(new ObjectName("io.procex:type=Launches"))) {
      registered.await();
    }
  }

  /** Named by the property; all that is logged goes to {@link OwnHandler}. */
  public static final class OwnManager extends LogManager {
    @Override
    public void readConfiguration() throws IOException {
      String text = "handlers=" + OwnHandler.class.getName() + "\n";
      readConfiguration(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  /** An MBeanServerBuilder of the application's own, which notes that it was used. */
  public static final class OwnBuilder extends MBeanServerBuilder {
    private static volatile boolean used;

    @Override
    public MBeanServerDelegate newMBeanServerDelegate() {
      used = true;
      return super.newMBeanServerDelegate();
    }
  }

  /** Waits for the end of a child. */
  public static final class OwnHandler extends Handler {
    private static final CountDownLatch ENDED = new CountDownLatch(1);

    @Override
    public void publish(LogRecord record) {
      if (record.getMessage().contains("\"exit\"")) {
        ENDED.countDown();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
