package io.procex.hosts.access;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Class loaders that an application comes by. */
final class Reachable {
  private Reachable() {}

  /** Those of the application and the JDK, and all others that somebody hands out. */
  static Set<ClassLoader> loaders() {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    loaders.add(null);
    loaders.add(Reachable.class.getClassLoader());
    try {
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        add(loaders, thread.getContextClassLoader());
        add(loaders, thread.getClass().getClassLoader());
        if (thread.getUncaughtExceptionHandler() != null) {
          add(loaders, thread.getUncaughtExceptionHandler().getClass().getClassLoader());
        }
      }
      addOfBeans(loaders);
    } catch (SecurityException refused) {
      System.out.println("threads and beans are refused");
    }
    return loaders;
  }

  private static void addOfBeans(Set<ClassLoader> loaders) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName name : server.queryNames(null, null)) {
      try {
        add(loaders, server.getClassLoaderFor(name));
      } catch (JMException gone) {
        System.out.println("gone " + name);
      }
    }
  }

  private static void add(Set<ClassLoader> loaders, ClassLoader loader) {
    if (loaders.add(loader) && loader.getClass().getName().startsWith("io.procex.agent.")) {
      System.out.println("leak " + loader);
    }
  }
}
