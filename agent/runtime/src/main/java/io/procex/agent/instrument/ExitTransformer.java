package io.procex.agent.instrument;

import io.procex.agent.host.AgentLog;
import io.procex.agent.shared.OwnRights;
import io.procex.agent.shared.StackRoom;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/**
 * Reports the ends of children, by rewriting the JDK's class that waits for them: an anonymous
 * class of ProcessHandleImpl, on JDK 8 UNIXProcess. Installed only if diagnostics are asked for. If
 * it fails, the JDK's own wait stays, and the log says so.
 */
final class ExitTransformer implements ClassFileTransformer {
  private static final String OWNER = "java/lang/ProcessHandleImpl$";
  private static final String OWNER_ON_8 = "java/lang/UNIXProcess";

  private final Installation installation;
  private final Instrumentation instrumentation;

  private ExitTransformer(Installation installation) {
    this.installation = installation;
    instrumentation = installation.atStart().instrumentation();
  }

  /** Installs the transformer, and transforms a class that is already loaded. */
  static ExitTransformer install(Installation installation) {
    ExitTransformer transformer = new ExitTransformer(installation);
    transformer.instrumentation.addTransformer(transformer, true);
    transformer.retransform();
    return transformer;
  }

  /** Restores the JDK's own bytes. */
  void remove() {
    instrumentation.removeTransformer(this);
    retransform();
  }

  private void retransform() {
    if (installation.atStart().checksJni()) {
      return; // asking for loaded classes prints warnings there: see ProcessClasses
    }
    try {
      for (Class<?> type : instrumentation.getAllLoadedClasses()) {
        if (type.getClassLoader() == null
            && isCandidate(type.getName().replace('.', '/'))
            && instrumentation.isModifiableClass(type)) { // classes of lambdas are not
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
          installation.injector().injectDiagnostics();
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
