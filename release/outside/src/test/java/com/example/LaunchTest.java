package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import javax.management.MBeanServer;
import javax.management.MBeanServerDelegate;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class LaunchTest {
  @Test
  void launchGoesThroughTheCore() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName bean = new ObjectName("io.procex:type=Launches");
    CountDownLatch registered = new CountDownLatch(1);
    server.addNotificationListener(
        MBeanServerDelegate.DELEGATE_NAME, (notice, back) -> registered.countDown(), null, null);
    assertEquals(0, new ProcessBuilder("/bin/true").start().waitFor());
    if (!server.isRegistered(bean)) {
      registered.await();
    }
    assertEquals(1L, server.getAttribute(bean, "Launched"));
  }
}
