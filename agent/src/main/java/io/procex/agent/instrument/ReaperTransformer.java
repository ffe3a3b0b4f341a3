package io.procex.agent.instrument;

import java.lang.instrument.Instrumentation;

/**
 * Has one thread wait for all processes: rewrites where the JDK starts a thread for each, in
 * ProcessHandleImpl, on JDK 8 in UNIXProcess.
 */
final class ReaperTransformer extends JdkTransformer {
  ReaperTransformer(Instrumentation instrumentation) {
    super(instrumentation);
  }

  @Override
  boolean isCandidate(String name) {
    return name.equals(ReaperCallSite.OWNER);
  }

  @Override
  byte[] rewrite(Instrumentation forInjection, byte[] classFile) throws Exception {
    byte[] rewritten = ReaperRewriter.rewrite(classFile);
    BridgeInjector.inject(forInjection, false);
    BridgeConnection.expectProcesses();
    return rewritten;
  }

  @Override
  String loss() {
    return "the JDK's threads wait for processes: its class is not rewritten";
  }
}
