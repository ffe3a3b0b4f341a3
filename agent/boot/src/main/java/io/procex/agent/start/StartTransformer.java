package io.procex.agent.start;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.security.ProtectionDomain;

/**
 * The one transformer that the agent registers with the JVM. Only the JVM's own list of
 * transformers leads to it, and from it to {@link AtStart}: a static field would give the
 * application the agent's rights.
 *
 * <p>In a JVM without options it waits for the launching class, or, if {@link FirstLaunches} are
 * not possible, for the class that starts reaper threads; on JDK 8 one class does both. The JVM
 * calls it for every class that is loaded. So it compares names, and leaves the rest to the
 * transformer of the inner jar.
 */
public final class StartTransformer implements ClassFileTransformer {
  private final AtStart atStart;
  private boolean registered;

  /** Whether the first launch will install the rest of the agent. */
  private volatile boolean waiting;

  /** Null until one of the two classes is loaded. */
  private volatile AwaitedClasses awaited;

  /**
   * The transformer that rewrites; null before the two classes are loaded, or after a detachment.
   */
  private volatile ClassFileTransformer inner;

  StartTransformer(AtStart atStart) {
    this.atStart = atStart;
  }

  /** Registers this transformer, once. A later attachment can then find it. */
  public synchronized void register() {
    if (!registered) {
      atStart.instrumentation().addTransformer(this, true);
      registered = true;
    }
  }

  /** Lets this transformer rewrite from now on, after the transformers of all other agents. */
  public synchronized void use(ClassFileTransformer rewriting) {
    if (registered && !waiting) {
      atStart.instrumentation().removeTransformer(this);
      registered = false;
    }
    resume(rewriting);
    register();
  }

  /** Lets this transformer rewrite from now on, or none if null; its place among others stays. */
  public void resume(ClassFileTransformer rewriting) {
    inner = rewriting;
    waiting = false;
    if (awaited != null) {
      awaited.giveUpFile();
    }
  }

  /**
   * Lets this transformer rewrite, while signs of launches by the unchanged classes still count.
   */
  public void rewriteBy(ClassFileTransformer rewriting) {
    inner = rewriting;
  }

  /** Waits for the first launch. */
  void startWaiting() {
    waiting = true;
  }

  /** Returns to the state before the rest of the agent was needed. */
  public void resumeWaiting() {
    inner = null;
    waiting = true;
  }

  /** Whether the first launch will install the rest of the agent. */
  public boolean isWaiting() {
    return waiting;
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile)
      throws IllegalClassFormatException {
    if (loader != null && Knock.NAME.equals(className)) {
      open(loader);
    }
    atStart.makeAttempt();
    if (waiting && loader == null && className != null) {
      byte[] loading = await(className, classFile);
      if (loading != null) {
        return loading;
      }
    }
    ClassFileTransformer rewriting = inner;
    return rewriting == null
        ? null
        : rewriting.transform(loader, className, redefined, domain, classFile);
  }

  private void open(ClassLoader loader) {
    if (loader instanceof Knock) { // not one of another copy of the agent
      ((Knock) loader).answer(atStart);
    }
  }

  /** Returns the class file to use until the rest of the agent is loaded, or null. */
  private byte[] await(String className, byte[] classFile) {
    AwaitedClasses known = awaited;
    if (ProcessClasses.mayBe(className)) {
      return makeAwaited().replace(className, inner == null ? classFile : null);
    }
    if (known != null) {
      known.hear(className);
    }
    return null;
  }

  private AwaitedClasses makeAwaited() {
    synchronized (atStart) {
      if (awaited == null) {
        awaited = new AwaitedClasses(atStart);
      }
      return awaited;
    }
  }

  /** Null until one of the two classes is loaded. */
  AwaitedClasses awaited() {
    return awaited;
  }
}
