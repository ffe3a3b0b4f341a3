package io.procex.agent.instrument;

import io.procex.agent.nativelib.CorePreparation;
import io.procex.agent.options.AgentOptions;

/**
 * Hands the bridge what it calls back. A class of its own, because linking it needs the bridge: it
 * may be touched only after the injection.
 */
final class BridgeConnection {
  private BridgeConnection() {}

  static void open(AgentOptions options) {
    ProcexDispatcher.install(new CorePreparation(options), options.strict());
  }

  /** Prepares launches at once. Returns null, or why they stay with the JDK. */
  static String prepare() {
    return ProcexDispatcher.prepare();
  }
}
