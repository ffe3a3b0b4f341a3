package io.procex.demo;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many connections this process and the server, each holding one end, can have open. */
final class OpenFileLimit {
  /** Room for the jars, pipes and epoll sets of a JVM and the agent's placeholders. */
  private static final int OTHER_FILES = 500;

  private OpenFileLimit() {}

  /** The limit is the hard one, which a JVM makes its soft one when it starts. */
  static int affordableConnections(int wanted) {
    UnixOperatingSystemMXBean system =
        (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long affordable = system.getMaxFileDescriptorCount() - OTHER_FILES;
    return (int) Math.max(1, Math.min(wanted, affordable));
  }
}
