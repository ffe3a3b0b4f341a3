package io.procex.agent.instrument;

import io.procex.agent.host.AgentLog;
import io.procex.agent.start.AtStart;
import io.procex.agent.start.ProcessClasses;

/** Has the JDK's classes that launch and that wait transformed again, by all transformers. */
final class LaunchingClasses {
  private final AtStart atStart;

  LaunchingClasses(AtStart atStart) {
    this.atStart = atStart;
  }

  /**
   * Transforms those that are loaded.
   *
   * @throws Exception if that fails for the launching class; the other class then stays as it is
   */
  void retransform() throws Exception {
    for (Class<?> type : atStart.findLoaded()) {
      if (ProcessClasses.isLauncher(type)) {
        atStart.instrumentation().retransformClasses(type);
      } else {
        retransformOrLog(type);
      }
    }
  }

  /** Transforms the class that starts reaper threads. */
  void retransformReaper() throws Exception {
    for (Class<?> type : atStart.findLoaded()) {
      if (ProcessClasses.isOn8() || !ProcessClasses.isLauncher(type)) {
        retransformOrLog(type);
      }
    }
  }

  /** Transforms those that are loaded, as far as possible. */
  void retransformOrLog() throws Exception {
    for (Class<?> type : atStart.findLoaded()) {
      retransformOrLog(type);
    }
  }

  private void retransformOrLog(Class<?> type) {
    try {
      atStart.instrumentation().retransformClasses(type);
    } catch (Throwable t) {
      AgentLog.line(type.getName() + " is not rewritten: " + t);
    }
  }

  /**
   * Loads them. The agent must not load them while it holds a lock: a first launch that is loading
   * such a class waits for the agent's locks.
   */
  static void load() throws ClassNotFoundException {
    Class.forName(ProcessClasses.LAUNCHER.replace('/', '.'), false, null);
    Class.forName(ProcessClasses.REAPER.replace('/', '.'), false, null);
  }
}
