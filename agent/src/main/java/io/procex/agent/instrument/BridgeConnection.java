package io.procex.agent.instrument;

import io.procex.agent.nativelib.CorePreparation;
import io.procex.agent.nativelib.LaunchSettings;
import io.procex.agent.options.AgentOptions;

/**
 * Hands the bridge what it calls back. A class of its own, because linking it needs the bridge: it
 * may be touched only after the injection.
 */
final class BridgeConnection {
  private static boolean opened;

  private BridgeConnection() {}

  /** Opens it once: another agent may have the class transformed again at any time. */
  static synchronized void open(AgentOptions options) {
    if (!opened) {
      use(options);
    }
  }

  /** The next launch prepares itself anew, with these options. */
  static synchronized void use(AgentOptions options) {
    ProcexDispatcher.use(LaunchSettings.of(options.childSettings()));
    ProcexDispatcher.install(new CorePreparation(options), options.strict());
    opened = true;
  }

  /** The bridge will be told of processes that are waited for. */
  static void expectProcesses() {
    ProcexReaper.expect();
  }

  /** Prepares launches at once. Returns null, or why they stay with the JDK. */
  static String prepare() {
    return ProcexDispatcher.prepare();
  }

  /** The bridge leaves to the JDK what still arrives, and gives back what it has reserved. */
  static synchronized void close() {
    if (opened) {
      ProcexDispatcher.uninstall();
    }
  }
}
