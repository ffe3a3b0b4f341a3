package io.procex.agent.start;

import io.procex.agent.shared.AgentJar;
import io.procex.agent.shared.StackRoom;
import java.io.File;

/**
 * The first launches of a JVM without options, which the native library makes alone: no bridge, no
 * ASM, no inner jar. The launching class loads it, since the class has to be one of java.base: for
 * others JDK 24 and later print a warning. What is told here comes through the transformer, in the
 * thread that launches:
 *
 * <ol>
 *   <li>the launching class is loaded: it gets a {@link LoadingPrologue};
 *   <li>{@link #BEFORE} is loaded: the first launch begins, the library's file is needed;
 *   <li>{@link #LOADED} is loaded: the file is not needed any more, and the library takes over the
 *       reserved descriptors in this very launch (jni_first.c);
 *   <li>or {@link #FAILED} is loaded: the library was not;
 *   <li>{@link #MANY} is loaded, by the library: this JVM launches often, and the rest of the agent
 *       takes over.
 * </ol>
 *
 * <p>Loading such a class is what the JDK's code can do that Java sees and no application takes for
 * anything. The launching class is not transformed once more for it: exceptions that it threw
 * before would lose their line numbers.
 */
final class FirstLaunches {
  /** What the names of all signs begin with: most classes are told apart by the first letter. */
  private static final String SIGNS = "sun/net/";

  /** As Class.getName has it. */
  static final String SIGNS_OF_JAVA = "sun.net.";

  /** The JDK uses these for URLs of mailto: and ftp: alone. LOADED is in jni_first.h too. */
  static final String BEFORE = "sun/net/smtp/SmtpProtocolException";

  static final String LOADED = "sun/net/TelnetProtocolException";
  static final String FAILED = "sun/net/ftp/FtpLoginException";

  /** In jni_first.c too. */
  private static final String MANY = "sun/net/ftp/FtpProtocolException";

  /** Ends a launch's wait for the application's own locks, which nothing is known to need. */
  private static final long MOST_MILLIS = 5_000;

  private static final int EXPECTED = 0;
  private static final int BEGUN = 1;
  private static final int MADE = 2;

  private final StartTransformer transformer;

  private final File jar;

  /** Null where the jar is itself the library. */
  private final PrivateFile copy;

  private int state = EXPECTED;

  /** Whether the application has loaded LOADED, which so will not be heard. */
  private boolean spoiled;

  private boolean failed;

  /** Whether the rest of the agent takes over. */
  private boolean started;

  /** Whether MANY was heard, by whoever loaded it: it will not be heard once more. */
  private boolean many;

  /**
   * Those of a JVM that has not launched yet.
   *
   * @param copy of the library; null where the jar is itself the library
   */
  FirstLaunches(StartTransformer transformer, File jar, PrivateFile copy) {
    this.transformer = transformer;
    this.jar = jar;
    this.copy = copy;
  }

  /** Returns the class with code that loads the library before its method begins. */
  byte[] loading(ConstantPool pool, MethodCode method) {
    String library = copy == null ? jar.getPath() : copy.path();
    return LoadingPrologue.of(pool, method, property(), library, BEFORE, LOADED, FAILED);
  }

  /** Asked about each class of the boot loader that is loaded. */
  void hear(String className) {
    if (!isSign(className)) {
      return;
    }
    try {
      if (!LOADED.equals(className)) { // that one is heard once, and its room is small
        StackRoom.require();
      }
      act(className);
    } catch (Throwable passing) { // no stack, memory or thread
      transformer.planRest();
    }
  }

  private static boolean isSign(String className) {
    return className.startsWith(SIGNS)
        && (BEFORE.equals(className)
            || LOADED.equals(className)
            || FAILED.equals(className)
            || MANY.equals(className));
  }

  private void act(String className) {
    if (BEFORE.equals(className)) {
      if (!begin()) {
        install();
      }
    } else if (LOADED.equals(className)) {
      take();
    } else if (FAILED.equals(className)) {
      if (!isMade()) {
        install();
      }
    } else if (hasMany()) {
      startRest();
    }
  }

  /** Returns whether the library can be loaded. */
  private synchronized boolean begin() {
    if (state != EXPECTED) {
      return true;
    }
    state = BEGUN;
    return !spoiled && makeFile();
  }

  private boolean makeFile() {
    if (AgentJar.isReplaced(jar) || (copy != null && !copy.make())) {
      return false;
    }
    System.setProperty(property(), "");
    return true;
  }

  /** Set for as long as the library may be loaded. Of a copy, no application can guess it. */
  private String property() {
    return copy == null ? "procex-agent.loading" : copy.name();
  }

  private void take() {
    if (isTaken()) {
      startRest();
    }
  }

  /** Returns whether the rest has to follow now, since nobody will say later that it should. */
  private synchronized boolean isTaken() {
    if (state != BEGUN) {
      spoiled = true;
      return false;
    }
    state = MADE;
    try {
      transformer.descriptors().yieldToLowLimit();
      transformer.descriptors().handOver();
    } finally {
      removeFile();
    }
    return many;
  }

  private void removeFile() {
    try {
      System.clearProperty(property());
    } catch (SecurityException forbidden) {
      // By a manager that was set meanwhile.
    }
    if (copy != null) {
      copy.remove();
    }
  }

  private synchronized boolean hasMany() {
    many = true;
    return state == MADE;
  }

  /** The rest of the agent, for this very launch; once. */
  private void install() {
    if (isFirstFailure()) {
      startRest();
      await(transformer.rest());
    }
  }

  private void startRest() {
    if (isFirstStart()) {
      transformer.rest().start();
    }
  }

  private synchronized boolean isFirstStart() {
    boolean first = !started;
    started = true;
    return first;
  }

  private synchronized boolean isFirstFailure() {
    boolean first = !failed;
    failed = true;
    return first;
  }

  /**
   * Leaves nothing behind; what is loaded stays mapped. A launch that begins makes none any more.
   */
  synchronized void giveUpFile() {
    spoiled |= state == EXPECTED;
    removeFile();
  }

  synchronized boolean isMade() {
    return state == MADE;
  }

  /** Where the library came from; null where it cannot have been loaded. */
  synchronized String library() {
    if (state == EXPECTED) {
      return null;
    }
    return copy == null ? "the jar itself, " + jar : "extracted in " + copy.place();
  }

  /** Waits for its end; a thread's interrupt is kept. */
  private static void await(Thread rest) {
    boolean interrupted = false;
    long end = System.nanoTime() + MOST_MILLIS * 1_000_000;
    while (rest.isAlive() && end - System.nanoTime() > 0) {
      try {
        rest.join(MOST_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
