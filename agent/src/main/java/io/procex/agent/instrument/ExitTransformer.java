package io.procex.agent.instrument;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/**
 * Has the ends of children recorded, by the JDK's class that waits for them: an anonymous one of
 * ProcessHandleImpl's, on JDK 8 UNIXProcess. Installed only where diagnostics are asked for.
 */
final class ExitTransformer extends JdkTransformer {
  private static final String OWNER = "java/lang/ProcessHandleImpl$";
  private static final String OWNER_ON_8 = "java/lang/UNIXProcess";

  private ExitTransformer(Instrumentation instrumentation) {
    super(instrumentation);
  }

  /** By itself: the verifier of who would name the constructor would have to load the class. */
  static JdkTransformer create(Instrumentation instrumentation) {
    return new ExitTransformer(instrumentation);
  }

  @Override
  List<Class<?>> loaded(Instrumentation here) {
    List<Class<?>> candidates = new ArrayList<>();
    for (Class<?> type : here.getAllLoadedClasses()) {
      if (type.getClassLoader() == null && isCandidate(type.getName().replace('.', '/'))) {
        candidates.add(type);
      }
    }
    return candidates;
  }

  @Override
  boolean isCandidate(String name) {
    return name.startsWith(OWNER) || name.equals(OWNER_ON_8);
  }

  @Override
  byte[] rewrite(Instrumentation forInjection, byte[] classFile) throws Exception {
    BridgeInjector.injectDiagnostics(forInjection);
    return ExitRewriter.rewrite(classFile);
  }

  @Override
  String loss() {
    return "exits are not recorded: the JDK's wait for a child is not rewritten";
  }
}
