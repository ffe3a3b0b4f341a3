package io.procex.agent.instrument;

import io.procex.agent.Absence;
import io.procex.agent.OwnRights;
import io.procex.agent.diagnostics.AgentLog;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.options.CheckedJni;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/**
 * Waits for the one class that launches. It is asked about every class that is loaded, and so holds
 * nothing that would load more: ASM and the bridge come when they are needed.
 */
final class ForkAndExecTransformer implements ClassFileTransformer {
  private final Instrumentation instrumentation;

  /** Null as long as nobody has asked for those of a JVM that was given none. */
  private volatile AgentOptions options;

  private volatile String failure = "the JDK's launching class is not rewritten yet";

  /** Set when memory or stack ran out: that says nothing of the next attempt. */
  private volatile boolean again;

  ForkAndExecTransformer(Instrumentation instrumentation, AgentOptions options) {
    this.instrumentation = instrumentation;
    this.options = options;
  }

  /** The class that launches, or null where it is not loaded. */
  static Class<?> findLoaded(Instrumentation instrumentation) throws ClassNotFoundException {
    String name = ForkAndExecCallSite.OWNER.replace('/', '.');
    if (CheckedJni.isOn()) {
      // The JDK's own getAllLoadedClasses makes a local reference for each class, of which
      // -Xcheck:jni then warns on stdout. Loading the class costs time instead.
      return Class.forName(name, false, null);
    }
    return LoadedClasses.find(instrumentation, Process.class, name);
  }

  /** Null once the call is rewritten; else why it is not. */
  String failure() {
    return failure;
  }

  AgentOptions options() {
    if (options == null) {
      options = AgentOptions.byDefault();
    }
    return options;
  }

  /** Changes the options that the bridge gets, when it is connected. */
  void use(AgentOptions changed) {
    options = changed;
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (loader == null && ForkAndExecCallSite.OWNER.equals(className)) {
      return rewriteWithOwnRights(classFile);
    }
    if (again) {
      tryAgain();
    }
    return null;
  }

  private byte[] rewriteWithOwnRights(byte[] classFile) {
    try {
      return new OwnRights<byte[]>() {
        @Override
        public byte[] run() {
          return rewrite(classFile);
        }
      }.call();
    } catch (Exception e) {
      AgentLog.line("the call of forkAndExec is not rewritten: " + e);
      return null;
    }
  }

  private byte[] rewrite(byte[] classFile) {
    try {
      StackRoom.require();
      byte[] rewritten = CallSiteRewriter.rewrite(classFile);
      BridgeInjector.inject(instrumentation, options().log().isOn());
      BridgeConnection.open(options());
      failure = null;
      Absence.end();
      return rewritten;
    } catch (OutOfMemoryError | StackOverflowError passing) {
      again = true;
      return null;
    } catch (Throwable t) {
      failure = "the call of forkAndExec is not rewritten: " + t;
      AgentLog.line(failure);
      Absence.begin(failure);
      return null;
    }
  }

  /** In a thread that happens to load a class; the launch after the failed one does, for sure. */
  private void tryAgain() {
    again = false; // what is loaded for the attempt must not lead here
    try {
      Class<?> loaded = findLoaded(instrumentation);
      if (loaded == null) {
        again = true; // it is being loaded at this moment
      } else {
        instrumentation.retransformClasses(loaded);
      }
    } catch (OutOfMemoryError | StackOverflowError passing) {
      again = true;
    } catch (Throwable t) {
      AgentLog.line("the call of forkAndExec is not rewritten: " + t);
    }
  }
}
