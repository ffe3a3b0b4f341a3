package io.procex.agent.instrument;

import io.procex.agent.diagnostics.Fallbacks;
import io.procex.agent.host.AgentLog;
import io.procex.agent.shared.OwnRights;
import io.procex.agent.shared.StackRoom;

/** Rewrites the launching class, in the thread that loads it. */
final class LaunchRewriting extends OwnRights<byte[]> {
  private static final String FAILURE = "the call of forkAndExec is not rewritten: ";

  private final Installation installation;
  private final ProcessTransformer transformer;
  private final byte[] original;

  private LaunchRewriting(
      Installation installation, ProcessTransformer transformer, byte[] original) {
    this.installation = installation;
    this.transformer = transformer;
    this.original = original;
  }

  /**
   * Returns the rewritten class file, or null if it cannot be rewritten. Throws an error if the
   * next attempt may succeed.
   */
  static byte[] rewrite(
      Installation installation, ProcessTransformer transformer, byte[] original) {
    try {
      return new LaunchRewriting(installation, transformer, original).call();
    } catch (OutOfMemoryError | StackOverflowError passing) {
      throw passing;
    } catch (Throwable t) {
      String failure = FAILURE + t;
      transformer.failure(failure);
      AgentLog.line(failure);
      installation.atStart().descriptors().release();
      installation.atStart().absence(failure);
      if (!transformer.options().asked().isEmpty()) {
        Fallbacks.expect(failure);
      }
      return null;
    }
  }

  @Override
  public byte[] run() throws Exception {
    StackRoom.require();
    String failure = null;
    byte[] rewritten;
    try {
      rewritten = CallSiteRewriter.rewrite(original);
    } catch (IllegalStateException unknown) {
      if (!transformer.options().refusesFallbacks()) {
        throw unknown;
      }
      failure = FAILURE + unknown;
      rewritten = RefusalRewriter.rewrite(original, failure);
    }
    installation.injector().inject(transformer.options().log().isOn());
    installation.connection().open(transformer.options());
    end(failure);
    return rewritten;
  }

  private void end(String failure) {
    transformer.failure(failure);
    if (failure == null) {
      installation.atStart().absence(null);
    } else {
      AgentLog.line(failure);
      installation.atStart().descriptors().release();
      installation.atStart().absence(failure);
    }
  }
}
