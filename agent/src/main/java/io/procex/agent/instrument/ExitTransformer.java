package io.procex.agent.instrument;

import io.procex.agent.Origin;
import io.procex.agent.OwnRights;
import io.procex.agent.diagnostics.AgentLog;
import io.procex.agent.start.StackRoom;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/**
 * Has the ends of children recorded, by the JDK's class that waits for them: an anonymous one of
 * ProcessHandleImpl's, on JDK 8 UNIXProcess. Installed only where diagnostics are asked for; where
 * it fails, the JDK's own way is left, and the log says so.
 */
final class ExitTransformer implements ClassFileTransformer {
  private static final String OWNER = "java/lang/ProcessHandleImpl$";
  private static final String OWNER_ON_8 = "java/lang/UNIXProcess";

  private final Instrumentation instrumentation;

  private ExitTransformer(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Begins; a class that is already loaded is transformed at once. */
  static ExitTransformer install(Instrumentation instrumentation) {
    ExitTransformer transformer = new ExitTransformer(instrumentation);
    instrumentation.addTransformer(transformer, true);
    transformer.retransform();
    return transformer;
  }

  /** Gives the JDK its own bytes back. */
  void remove() {
    instrumentation.removeTransformer(this);
    retransform();
  }

  private void retransform() {
    if (Origin.transformer().checksJni()) {
      return; // looking for what is loaded prints warnings there: see StartTransformer
    }
    try {
      for (Class<?> type : instrumentation.getAllLoadedClasses()) {
        if (type.getClassLoader() == null
            && isCandidate(type.getName().replace('.', '/'))
            && instrumentation.isModifiableClass(type)) { // lambdas are not
          instrumentation.retransformClasses(type);
        }
      }
    } catch (Throwable t) {
      failed(t);
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
          return ExitRewriter.rewrite(classFile);
        }
      }.call();
    } catch (Throwable t) {
      failed(t);
      return null;
    }
  }

  private static void failed(Throwable why) {
    AgentLog.line("exits are not recorded: the JDK's wait for a child is not rewritten: " + why);
  }
}
