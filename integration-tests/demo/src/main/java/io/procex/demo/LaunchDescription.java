package io.procex.demo;

import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.ObjectName;

/** How the processes of this JVM are launched, in words. */
final class LaunchDescription {
  static final String MECHANISM = "jdk.lang.Process.launchMechanism";

  private LaunchDescription() {}

  static String ofJdk() {
    String chosen = System.getProperty(MECHANISM);
    if (chosen != null) {
      return "JDK: " + chosen + " (" + MECHANISM + ")";
    }
    // VFORK was the default on Linux until JDK-8213192, in 13.
    double version = Double.parseDouble(System.getProperty("java.specification.version"));
    return version < 13 ? "JDK: vfork (default)" : "JDK: posix_spawn of jspawnhelper (default)";
  }

  /** What is asked here of the agent's MXBean. */
  public interface LaunchesMXBean {
    /** Launches by the core, by rung. */
    Map<String, Long> getRungs();

    /** Launches that ended with an exception, by errno. */
    Map<String, Long> getFailed();

    /** Launches that fell back to the JDK, by reason. */
    Map<String, Long> getDeclined();
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** By the bean that the option jmx=true registers. */
  static String ofAgent() {
    try {
      LaunchesMXBean bean =
          JMX.newMXBeanProxy(
              ManagementFactory.getPlatformMBeanServer(),
              new ObjectName("io.procex:type=Launches"),
              LaunchesMXBean.class);
      StringBuilder text = new StringBuilder();
      for (Map.Entry<String, Long> rung : bean.getRungs().entrySet()) {
        text.append(rung.getValue()).append(' ').append(rung.getKey()).append(", ");
      }
      text.append(sum(bean.getFailed())).append(" failed, ");
      return text.append(sum(bean.getDeclined())).append(" fallbacks").toString();
    } catch (JMException | RuntimeException e) {
      return "unknown: " + e;
    }
  }
}
