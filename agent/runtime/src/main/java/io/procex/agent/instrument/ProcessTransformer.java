package io.procex.agent.instrument;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.start.ProcessClasses;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;

/** Rewrites the launching class, and the class that starts reaper threads. */
final class ProcessTransformer implements ClassFileTransformer {
  /** A copy, so that ProcessClasses is loaded before this is asked about that very class. */
  private static final String LAUNCHER = ProcessClasses.LAUNCHER;

  private static final String REAPER = ProcessClasses.REAPER;

  private final Installation installation;

  /** Null in a JVM without options until the defaults are needed. */
  private volatile AgentOptions options;

  private volatile boolean begun;
  private volatile String failure = "the JDK's launching class is not rewritten yet";

  /**
   * Makes a transformer that rewrites no launches before {@link #begin}.
   *
   * @param options null for the defaults
   */
  ProcessTransformer(Installation installation, AgentOptions options) {
    this.installation = installation;
    this.options = options;
  }

  /** Rewrites launches too from now on. */
  void begin() {
    begun = true;
  }

  /** Null once the call is rewritten; until then, why it is not. */
  String failure() {
    return failure;
  }

  /** Sets the result of an attempt: null if the call is rewritten. */
  void failure(String why) {
    failure = why;
  }

  AgentOptions options() {
    if (options == null) {
      options = AgentOptions.byDefault();
    }
    return options;
  }

  /** Changes the options that the bridge will get. */
  void use(AgentOptions changed) {
    options = changed;
  }

  /** Whether one thread waits for all processes. */
  boolean isReaperRewritten() {
    return options == null || options.watchesByPidfd();
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    byte[] rewritten = null;
    if (loader == null && LAUNCHER.equals(className) && begun) {
      rewritten = rewriteLaunch(classFile);
    }
    if (loader == null && REAPER.equals(className) && isReaperRewritten()) {
      byte[] both = rewriteReaper(rewritten == null ? classFile : rewritten);
      if (both == null && Bridge.isInjected()) {
        Bridge.control().expectNoProcesses(); // else time limits would be promised and not kept
      }
      return both == null ? rewritten : both;
    }
    return rewritten;
  }

  /** Rewrites the launch. Memory or stack may run out before LaunchRewriting is even loaded. */
  private byte[] rewriteLaunch(byte[] classFile) {
    try {
      return LaunchRewriting.rewrite(installation, this, classFile);
    } catch (OutOfMemoryError | StackOverflowError passing) {
      installation.atStart().planAttempt();
      return null;
    }
  }

  /**
   * Rewrites the reaper. Null if that fails, so that the JDK's threads wait. On JDK 8 one class
   * does both, and its launch stays rewritten.
   */
  private byte[] rewriteReaper(byte[] classFile) {
    try {
      return ReaperRewriting.rewrite(installation, classFile);
    } catch (OutOfMemoryError | StackOverflowError passing) {
      return null;
    }
  }
}
