package io.procex.agent.entry;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.host.AgentLog;
import io.procex.agent.instrument.Installation;
import io.procex.agent.instrument.LaunchStatus;
import java.io.IOException;
import java.util.Map;

/**
 * Launches /bin/true in each way, for "doctor", in a JVM of its own. Prints a line for each
 * finding: a key, a blank, and text.
 */
final class LaunchProbe {
  private static final String PROGRAM = "/bin/true";

  private final Installation installation;

  LaunchProbe(Installation installation) {
    this.installation = installation;
  }

  /** Prints all findings. */
  void run() throws Exception {
    boolean builder = isHooked(() -> new ProcessBuilder(PROGRAM).start());
    boolean exec = isHooked(() -> Runtime.getRuntime().exec(new String[] {PROGRAM}));
    System.out.println("hook ProcessBuilder.start " + builder);
    System.out.println("hook Runtime.exec " + exec);
    if (builder) {
      for (int rung = 0; rung < ProcexNumbers.NO_RUNG; rung++) {
        Bridge.control().setBestRung(rung);
        System.out.println("rung " + ProcexCore.rung(rung) + " " + usedFor(rung));
      }
      System.out.println("landlock " + Bridge.control().landlock());
    }
    System.out.println("launches " + new LaunchStatus(installation).launches());
    for (String line : AgentLog.lines()) {
      System.out.println("log " + line);
    }
  }

  /** A way to launch. */
  private interface Launch {
    Process start() throws IOException;
  }

  private static boolean isHooked(Launch launch) throws Exception {
    Map<String, Long> before = LaunchStatus.spawnedByRung();
    int exit = launch.start().waitFor();
    return exit == 0 && !LaunchStatus.spawnedByRung().equals(before);
  }

  /** Launches once. Returns {@code ok}, or what happened instead. */
  private static String usedFor(int rung) throws Exception {
    Map<String, Long> before = LaunchStatus.spawnedByRung();
    int exit = new ProcessBuilder(PROGRAM).start().waitFor();
    if (exit != 0) {
      return "the child ended with " + exit;
    }
    for (Map.Entry<String, Long> count : LaunchStatus.spawnedByRung().entrySet()) {
      if (!count.getValue().equals(before.get(count.getKey()))) {
        return count.getKey().equals(ProcexCore.rung(rung))
            ? "ok"
            : "not available here; " + count.getKey() + " was used";
      }
    }
    return "fallback";
  }
}
