package io.procex.agent.diagnostics;

import io.procex.agent.shared.ProcSelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;

/**
 * A name for a process that no other one has, on this machine or another, now or after a reboot:
 * the boot's id, the pid namespace's number, the pid, and when the process was started.
 */
final class ProcessId {
  private static final String BEFORE_PID = findBeforePid();
  private static final int FIRST_AFTER_NAME = 3; // the state
  private static final int START = 22;

  private ProcessId() {}

  private static String findBeforePid() {
    try {
      String boot = ProcSelf.read("sys/kernel/random", "boot_id").trim().replace("-", "");
      String namespace = Files.readSymbolicLink(Paths.get("/proc/self/ns/pid")).toString();
      return boot + "-" + namespace.replaceAll("[^0-9]", "") + "-";
    } catch (IOException | RuntimeException noProc) {
      return null;
    }
  }

  /**
   * The name of the process that was started then.
   *
   * @param ticks field 22 of its stat; null is returned if that is not known
   */
  static String of(long pid, long ticks) {
    return BEFORE_PID == null || ticks <= 0 ? null : BEFORE_PID + pid + "-" + ticks;
  }

  /** When a process was started, in hundredths of a second since the boot; 0 if nobody says. */
  static long startTicks(long pid) {
    return startTicks(Long.toString(pid));
  }

  /** The same of {@code self}, or of a pid. */
  static long startTicks(String pid) {
    try {
      String stat = ProcSelf.read(pid, "stat");
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(fields[START - FIRST_AFTER_NAME]);
    } catch (IOException | RuntimeException gone) {
      return 0;
    }
  }
}
