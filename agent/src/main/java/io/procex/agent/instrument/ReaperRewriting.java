package io.procex.agent.instrument;

import io.procex.agent.OwnRights;
import io.procex.agent.diagnostics.AgentLog;
import io.procex.agent.start.StackRoom;
import java.lang.instrument.Instrumentation;

/**
 * Has one thread wait for all processes, instead of one for each. That goes beyond launches: where
 * it fails, the JDK's threads wait, and the log says so.
 */
final class ReaperRewriting extends OwnRights<byte[]> {
  private final Instrumentation instrumentation;
  private final byte[] original;

  private ReaperRewriting(Instrumentation instrumentation, byte[] original) {
    this.instrumentation = instrumentation;
    this.original = original;
  }

  /** Returns the rewritten class file, or null where that cannot be. */
  static byte[] rewrite(Instrumentation instrumentation, byte[] original) {
    try {
      return new ReaperRewriting(instrumentation, original).call();
    } catch (Throwable t) {
      AgentLog.line("the JDK's threads wait for processes: its class is not rewritten: " + t);
      return null;
    }
  }

  @Override
  public byte[] run() throws Exception {
    StackRoom.require();
    byte[] rewritten = ReaperRewriter.rewrite(original);
    BridgeInjector.inject(instrumentation, false);
    BridgeConnection.expectProcesses();
    return rewritten;
  }
}
