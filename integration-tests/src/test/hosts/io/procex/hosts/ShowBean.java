package io.procex.hosts;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.ObjectName;

/** Launches a few times, and prints each attribute of the agent's MXBean. */
public final class ShowBean {
  private ShowBean() {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < 3; i++) {
      new ProcessBuilder("/bin/true").start().waitFor();
    }
    try {
      new ProcessBuilder("/no/such/program").start();
    } catch (java.io.IOException expected) {
      // counted
    }
    Process living = new ProcessBuilder("sleep", "100").start();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("io.procex:type=Launches");
    CountDownLatch registered = new CountDownLatch(1); // by a thread of the agent's own
    server.addNotificationListener(
        MBeanServerDelegate.DELEGATE_NAME, (notice, back) -> registered.countDown(), null, null);
    if (!server.isRegistered(name)) {
      registered.await();
    }
    for (javax.management.MBeanAttributeInfo attribute :
        server.getMBeanInfo(name).getAttributes()) {
      Object value = server.getAttribute(name, attribute.getName());
      if (value instanceof String[]) {
        value = String.join("|", (String[]) value);
      } else if (value instanceof javax.management.openmbean.TabularData) {
        value = ((javax.management.openmbean.TabularData) value).values();
      }
      System.out.println(attribute.getName() + " " + value.toString().replace('\n', ' '));
    }
    living.destroy();
  }
}
