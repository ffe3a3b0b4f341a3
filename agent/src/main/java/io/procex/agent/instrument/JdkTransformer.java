package io.procex.agent.instrument;

import io.procex.agent.OwnRights;
import io.procex.agent.diagnostics.AgentLog;
import io.procex.agent.options.CheckedJni;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;

/**
 * Waits for classes of the JDK to rewrite a call in them. What it does goes beyond launches: where
 * it fails, the JDK's own way is left, and the log says so.
 */
abstract class JdkTransformer implements ClassFileTransformer {
  private final Instrumentation instrumentation;

  JdkTransformer(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Whether the class, of the boot loader, may hold the call. */
  abstract boolean isCandidate(String name);

  /** Those among the loaded classes. */
  abstract List<Class<?>> loaded(Instrumentation here) throws Exception;

  /** Returns the rewritten class file, or null where there is no such call. */
  abstract byte[] rewrite(Instrumentation forInjection, byte[] classFile) throws Exception;

  /** What is lost where that fails. */
  abstract String loss();

  /** Begins; a class that is already loaded is transformed at once. */
  void install() throws Exception {
    instrumentation.addTransformer(this, true);
    retransform();
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
    for (Class<?> type : loaded(instrumentation)) {
      if (instrumentation.isModifiableClass(type)) { // lambdas are not
        instrumentation.retransformClasses(type);
      }
    }
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
          return rewrite(instrumentation, classFile);
        }
      }.call();
    } catch (Throwable t) {
      AgentLog.line(loss() + ": " + t);
      return null;
    }
  }
}
