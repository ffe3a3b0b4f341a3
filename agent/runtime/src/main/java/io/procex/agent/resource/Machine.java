package io.procex.agent.resource;

import io.procex.agent.record.Resource;
import io.procex.agent.record.ResourceField;

/** The machine, or what a container shows of it. */
public final class Machine {
  private Machine() {}

  /** Puts what is known of it. */
  public static void put(Resource resource) {
    resource.put(ResourceField.OS_TYPE, "linux");
    resource.put(ResourceField.HOST_ARCH, System.getProperty("os.arch"));
    resource.put(ResourceField.HOST_NAME, FirstLine.of("/proc/sys/kernel/hostname"));
    String id = FirstLine.of("/etc/machine-id");
    resource.put(ResourceField.HOST_ID, id == null ? FirstLine.of("/var/lib/dbus/machine-id") : id);
  }
}
