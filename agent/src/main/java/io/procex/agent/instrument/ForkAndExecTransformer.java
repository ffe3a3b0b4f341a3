package io.procex.agent.instrument;

import io.procex.agent.diagnostics.AgentLog;
import io.procex.agent.options.AgentOptions;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/**
 * Waits for the one class that launches. It is asked about every class that is loaded, and so holds
 * nothing that would load more: ASM and the bridge come when they are needed.
 */
final class ForkAndExecTransformer implements ClassFileTransformer {
  private final Instrumentation instrumentation;
  private final AgentOptions options;
  private volatile String failure = "the JDK's launching class was not loaded";

  ForkAndExecTransformer(Instrumentation instrumentation, AgentOptions options) {
    this.instrumentation = instrumentation;
    this.options = options;
  }

  /** Null once the call is rewritten; else why it is not. */
  String failure() {
    return failure;
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (loader != null || !ForkAndExecCallSite.OWNER.equals(className)) {
      return null;
    }
    try {
      byte[] rewritten = CallSiteRewriter.rewrite(classFile);
      BridgeInjector.inject(instrumentation);
      BridgeConnection.open(options);
      failure = null;
      return rewritten;
    } catch (Throwable t) {
      failure = "the call of forkAndExec is not rewritten: " + t;
      AgentLog.line(failure);
      return null;
    }
  }
}
