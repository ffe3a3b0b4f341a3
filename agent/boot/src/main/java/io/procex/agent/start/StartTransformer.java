package io.procex.agent.start;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.security.ProtectionDomain;

/**
 * What the agent registers with the JVM, once and for ever. Only the JVM's own list of transformers
 * leads here, and from here to {@link AtStart}: a static field would lead the application to the
 * agent's rights.
 *
 * <p>In a JVM without options it waits for the class that launches, and where {@link FirstLaunches}
 * are not possible for the one that starts reaper threads, on JDK 8 the same. It is asked about
 * every class that is loaded: so it compares names, and leaves the rest to the transformer of the
 * inner jar.
 */
public final class StartTransformer implements ClassFileTransformer {
  private final AtStart atStart;
  private boolean registered;

  /** Whether the first launch is to install the rest of the agent. */
  private volatile boolean waiting;

  /** Null as long as no class is loaded that launches or waits. */
  private volatile AwaitedClasses awaited;

  /** Null where nothing is rewritten: before the two classes are there, or after a detachment. */
  private volatile ClassFileTransformer inner;

  StartTransformer(AtStart atStart) {
    this.atStart = atStart;
  }

  /** Has the JVM know it from now on, and whoever attaches find it. */
  public synchronized void register() {
    if (!registered) {
      atStart.instrumentation().addTransformer(this, true);
      registered = true;
    }
  }

  /** Has this one rewrite from now on, after those of all agents that are there. */
  public synchronized void use(ClassFileTransformer rewriting) {
    if (registered && !waiting) {
      atStart.instrumentation().removeTransformer(this);
      registered = false;
    }
    resume(rewriting);
    register();
  }

  /** Has this one rewrite from now on, or none if it is null; in its old place among others. */
  public void resume(ClassFileTransformer rewriting) {
    inner = rewriting;
    waiting = false;
    if (awaited != null) {
      awaited.giveUpFile();
    }
  }

  /** Has this one rewrite, while launches that find the classes as they were are still heard of. */
  public void rewriteBy(ClassFileTransformer rewriting) {
    inner = rewriting;
  }

  /** Waits for the first launch. */
  void startWaiting() {
    waiting = true;
  }

  /** Makes all as it was before somebody asked for the rest of the agent. */
  public void resumeWaiting() {
    inner = null;
    waiting = true;
  }

  /** Whether the first launch is to install the rest of the agent. */
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
    if (loader instanceof Knock) { // and not one of another copy of this class
      ((Knock) loader).answer(atStart);
    }
  }

  /** What a class is to be until the rest of the agent is there; or null. */
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

  /** Null as long as no class is loaded that launches or waits. */
  AwaitedClasses awaited() {
    return awaited;
  }
}
