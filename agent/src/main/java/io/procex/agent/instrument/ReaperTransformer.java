package io.procex.agent.instrument;

import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.List;

/**
 * Has one thread wait for all processes: rewrites where the JDK starts a thread for each, in
 * ProcessHandleImpl, on JDK 8 in UNIXProcess.
 */
final class ReaperTransformer extends JdkTransformer {
  private ReaperTransformer(Instrumentation instrumentation) {
    super(instrumentation);
  }

  /** By itself: the verifier of who would name the constructor would have to load the class. */
  static JdkTransformer create(Instrumentation instrumentation) {
    return new ReaperTransformer(instrumentation);
  }

  @Override
  List<Class<?>> loaded(Instrumentation here) throws Exception {
    Class<?> kind =
        ReaperCallSite.isOn8() ? Process.class : Class.forName(ReaperCallSite.KIND, false, null);
    Class<?> found = LoadedClasses.find(here, kind, ReaperCallSite.OWNER.replace('/', '.'));
    return found == null ? Collections.emptyList() : Collections.singletonList(found);
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
