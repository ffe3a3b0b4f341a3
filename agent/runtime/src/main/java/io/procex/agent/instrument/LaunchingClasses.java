package io.procex.agent.instrument;

import io.procex.agent.host.AgentLog;
import io.procex.agent.start.StartTransformer;

/** The JDK's classes that launch and that wait, which all transformers are asked for once more. */
final class LaunchingClasses {
  private final StartTransformer atStart;

  LaunchingClasses(StartTransformer atStart) {
    this.atStart = atStart;
  }

  /**
   * Transforms those that are loaded.
   *
   * @throws Exception if that fails for the class that launches; the other one stays as it is
   */
  void retransform() throws Exception {
    for (Class<?> type : atStart.findLoaded()) {
      if (StartTransformer.isLauncher(type)) {
        atStart.instrumentation().retransformClasses(type);
      } else {
        retransformOrLog(type);
      }
    }
  }

  /** Transforms the class that starts reaper threads. */
  void retransformReaper() throws Exception {
    for (Class<?> type : atStart.findLoaded()) {
      if (StartTransformer.isOn8() || !StartTransformer.isLauncher(type)) {
        retransformOrLog(type);
      }
    }
  }

  /** Transforms those that are loaded, as far as that can be. */
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
   * Loads them. A class that is being loaded holds up the first launch, whose thread then waits for
   * the agent's locks.
   */
  static void load() throws ClassNotFoundException {
    Class.forName(StartTransformer.LAUNCHER.replace('/', '.'), false, null);
    Class.forName(StartTransformer.REAPER.replace('/', '.'), false, null);
  }
}
