package io.procex.agent.instrument;

import io.procex.agent.options.AgentOptions;
import io.procex.agent.start.StartTransformer;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;

/** Has the class that launches and the one that starts reaper threads rewritten. */
final class ProcessTransformer implements ClassFileTransformer {
  /** A copy, so that StartTransformer is loaded before this is asked about that very class. */
  private static final String LAUNCHER = StartTransformer.LAUNCHER;

  private static final String REAPER = StartTransformer.REAPER;

  private final Installation installation;

  /** Null in a JVM without options until somebody asks for the defaults. */
  private volatile AgentOptions options;

  private volatile boolean begun;
  private volatile String failure = "the JDK's launching class is not rewritten yet";

  /**
   * Makes one that rewrites no launches before {@link #begin}.
   *
   * @param options null for the defaults
   */
  ProcessTransformer(Installation installation, AgentOptions options) {
    this.installation = installation;
    this.options = options;
  }

  /** From now on launches are rewritten too. */
  void begin() {
    begun = true;
  }

  /** Null once the call is rewritten; else why it is not. */
  String failure() {
    return failure;
  }

  /** Sets what became of an attempt: null if the call is rewritten. */
  void failure(String why) {
    failure = why;
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

  /** Whether one thread is to wait for all processes. */
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
      return both == null ? rewritten : both;
    }
    return rewritten;
  }

  /** Memory or stack may run out before the class that rewrites is even loaded. */
  private byte[] rewriteLaunch(byte[] classFile) {
    try {
      return LaunchRewriting.rewrite(installation, this, classFile);
    } catch (OutOfMemoryError | StackOverflowError passing) {
      installation.atStart().planAttempt();
      return null;
    }
  }

  /** Null if it fails: then the JDK's threads wait. On JDK 8 the launch is rewritten anyway. */
  private byte[] rewriteReaper(byte[] classFile) {
    try {
      return ReaperRewriting.rewrite(installation, classFile);
    } catch (OutOfMemoryError | StackOverflowError passing) {
      return null;
    }
  }
}
