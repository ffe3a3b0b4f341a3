package io.procex.agent.instrument;

import io.procex.agent.host.AgentLog;
import io.procex.agent.shared.OwnRights;
import io.procex.agent.shared.StackRoom;

/**
 * Makes one thread wait for all processes, instead of one thread for each. This is not needed for
 * launches: if it fails, the JDK's threads wait, and the log says so.
 */
final class ReaperRewriting extends OwnRights<byte[]> {
  private final Installation installation;
  private final byte[] original;

  private ReaperRewriting(Installation installation, byte[] original) {
    this.installation = installation;
    this.original = original;
  }

  /** Returns the rewritten class file, or null if it cannot be rewritten. */
  static byte[] rewrite(Installation installation, byte[] original) {
    try {
      return new ReaperRewriting(installation, original).call();
    } catch (Throwable t) {
      AgentLog.line("the JDK's threads wait for processes: its class is not rewritten: " + t);
      return null;
    }
  }

  @Override
  public byte[] run() throws Exception {
    StackRoom.require();
    byte[] rewritten = ReaperRewriter.rewrite(original);
    installation.injector().inject(false);
    installation.connection().expectProcesses();
    return rewritten;
  }
}
