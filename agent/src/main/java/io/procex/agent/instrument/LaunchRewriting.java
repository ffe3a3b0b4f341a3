package io.procex.agent.instrument;

import io.procex.agent.Absence;
import io.procex.agent.Origin;
import io.procex.agent.OwnRights;
import io.procex.agent.diagnostics.AgentLog;
import io.procex.agent.diagnostics.Fallbacks;
import io.procex.agent.start.StackRoom;
import java.lang.instrument.Instrumentation;

/** Sends launches to the core, in the thread that loads the class that launches. */
final class LaunchRewriting extends OwnRights<byte[]> {
  private static final String FAILURE = "the call of forkAndExec is not rewritten: ";

  private final Instrumentation instrumentation;
  private final ProcessTransformer transformer;
  private final byte[] original;

  private LaunchRewriting(
      Instrumentation instrumentation, ProcessTransformer transformer, byte[] original) {
    this.instrumentation = instrumentation;
    this.transformer = transformer;
    this.original = original;
  }

  /**
   * Returns the rewritten class file, or null where that cannot be; throws what says nothing of the
   * next attempt.
   */
  static byte[] rewrite(
      Instrumentation instrumentation, ProcessTransformer transformer, byte[] original) {
    try {
      return new LaunchRewriting(instrumentation, transformer, original).call();
    } catch (OutOfMemoryError | StackOverflowError passing) {
      throw passing;
    } catch (Throwable t) {
      String failure = FAILURE + t;
      transformer.failure(failure);
      AgentLog.line(failure);
      Origin.transformer().descriptors().release();
      Absence.begin(failure);
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
    BridgeInjector.inject(instrumentation, transformer.options().log().isOn());
    BridgeConnection.open(transformer.options());
    end(failure);
    return rewritten;
  }

  private void end(String failure) {
    transformer.failure(failure);
    if (failure == null) {
      Absence.end();
    } else {
      AgentLog.line(failure);
      Origin.transformer().descriptors().release();
      Absence.begin(failure);
    }
  }
}
