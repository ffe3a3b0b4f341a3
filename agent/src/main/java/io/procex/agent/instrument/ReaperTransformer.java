package io.procex.agent.instrument;

import io.procex.agent.OwnRights;
import io.procex.agent.diagnostics.AgentLog;
import io.procex.agent.options.CheckedJni;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/**
 * Waits for the JDK's class that waits for children: an anonymous one of ProcessHandleImpl's, on
 * JDK 8 UNIXProcess. Installed only where diagnostics are asked for.
 */
final class ReaperTransformer implements ClassFileTransformer {
  private static final String OWNER = "java/lang/ProcessHandleImpl$";
  private static final String OWNER_ON_8 = "java/lang/UNIXProcess";

  private final Instrumentation instrumentation;

  private ReaperTransformer(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Installs one; a class that is already loaded is transformed at once. */
  static ReaperTransformer install(Instrumentation instrumentation) throws Exception {
    ReaperTransformer transformer = new ReaperTransformer(instrumentation);
    instrumentation.addTransformer(transformer, true);
    transformer.retransform();
    return transformer;
  }

  /** Gives the JDK its own bytes back. */
  void remove() throws Exception {
    instrumentation.removeTransformer(this);
    retransform();
  }

  private void retransform() throws Exception {
    if (CheckedJni.isOn()) {
      return; // looking for what is loaded prints warnings there: see ForkAndExecTransformer
    }
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getClassLoader() == null
          && isCandidate(type.getName().replace('.', '/'))
          && instrumentation.isModifiableClass(type)) { // lambdas are not
        instrumentation.retransformClasses(type);
      }
    }
  }

  private static boolean isCandidate(String name) {
    return name.startsWith(OWNER) || name.equals(OWNER_ON_8);
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (loader != null || className == null || !isCandidate(className)) {
      return null;
    }
    try {
      return new OwnRights<byte[]>() {
        @Override
        public byte[] run() throws Exception {
          StackRoom.require();
          BridgeInjector.injectDiagnostics(instrumentation);
          return ReaperRewriter.rewrite(classFile);
        }
      }.call();
    } catch (Throwable t) {
      AgentLog.line("exits are not recorded: the JDK's wait for a child is not rewritten: " + t);
      return null;
    }
  }
}
