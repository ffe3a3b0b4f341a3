package io.procex.agent.start;

import io.procex.agent.shared.AgentJar;
import io.procex.agent.shared.StackRoom;
import java.io.File;

/**
 * The first launches of a JVM without options, which the native library makes alone: no bridge, no
 * ASM, no inner jar. The JDK's launching class loads the library: if a class outside of java.base
 * does, the JVM prints a warning from JDK 24 on (JEP 472). To tell the agent how far it has come,
 * the JDK's code loads a <em>sign</em>, a class of the JDK that nothing else loads. The agent's
 * transformer sees this, in the thread that launches:
 *
 * <ol>
 *   <li>the launching class is loaded: it gets a {@link LoadingPrologue};
 *   <li>{@link #BEFORE} is loaded: the first launch begins and needs the library's file;
 *   <li>{@link #LOADED} is loaded: the file is not needed any more, and the library takes over the
 *       reserved descriptors in this very launch (jni_first.c);
 *   <li>or {@link #FAILED} is loaded: the library could not be loaded;
 *   <li>{@link #MANY} is loaded, by the library: the rest of the agent takes over.
 * </ol>
 *
 * <p>The prologue stays in the class until the takeover: transforming the class earlier would take
 * the line numbers from exceptions that it threw before.
 */
final class FirstLaunches {
  /** The start of the names of all signs: the first letter already excludes most classes. */
  private static final String SIGNS = "sun/net/";

  /** The start of the names of all signs, as Class.getName spells them. */
  static final String SIGNS_OF_JAVA = "sun.net.";

  /** The JDK loads these only for URLs of mailto: and ftp:. LOADED is in jni_first.h too. */
  static final String BEFORE = "sun/net/smtp/SmtpProtocolException";

  static final String LOADED = "sun/net/TelnetProtocolException";
  static final String FAILED = "sun/net/ftp/FtpLoginException";

  /** This sign is in jni_first.c too. */
  private static final String MANY = "sun/net/ftp/FtpProtocolException";

  /** How long a launch waits for the rest: the application might hold a lock that it needs. */
  private static final long MOST_MILLIS = 5_000;

  private static final int EXPECTED = 0;
  private static final int BEGUN = 1;
  private static final int MADE = 2;

  private final AtStart atStart;

  private final File jar;

  /** The extracted library; null if the jar is itself the library. */
  private final PrivateFile copy;

  private int state = EXPECTED;

  /** Whether the application has loaded LOADED, so that the agent cannot hear of it again. */
  private boolean spoiled;

  private boolean failed;

  /** Whether the rest of the agent was told to take over. */
  private boolean started;

  /** Whether MANY was loaded, by the library or by the application. A class is loaded only once. */
  private boolean many;

  /**
   * Plans the first launches of a JVM that has not launched yet.
   *
   * @param copy where the library will be extracted; null if the jar is itself the library
   */
  FirstLaunches(AtStart atStart, File jar, PrivateFile copy) {
    this.atStart = atStart;
    this.jar = jar;
    this.copy = copy;
  }

  /** Returns the launching class with code before its method that loads the library. */
  byte[] loading(ConstantPool pool, MethodCode method) {
    String library = copy == null ? jar.getPath() : copy.path();
    return LoadingPrologue.of(pool, method, property(), library, BEFORE, LOADED, FAILED);
  }

  /** Called for each class of the boot loader that is being loaded. */
  void hear(String className) {
    if (!isSign(className)) {
      return;
    }
    try {
      if (!LOADED.equals(className)) { // LOADED comes only once, and needs little stack
        StackRoom.require();
      }
      act(className);
    } catch (Throwable passing) { // no stack, memory or thread is left
      atStart.planRest();
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

  /** Prepares the library's file, once. Returns whether the library can be loaded. */
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

  /**
   * The system property that lets the prologue load the library. No application can guess the name
   * if it is that of an extracted copy.
   */
  private String property() {
    return copy == null ? "procex-agent.loading" : copy.name();
  }

  private void take() {
    if (isTaken()) {
      startRest();
    }
  }

  /** Notes that the library is loaded. Returns whether the rest has to follow at once. */
  private synchronized boolean isTaken() {
    if (state != BEGUN) {
      spoiled = true;
      return false;
    }
    state = MADE;
    try {
      atStart.descriptors().yieldToLowLimit();
      atStart.descriptors().handOver();
    } finally {
      removeFile();
    }
    return many;
  }

  private void removeFile() {
    try {
      System.clearProperty(property());
    } catch (SecurityException forbidden) {
      // A security manager was set meanwhile.
    }
    if (copy != null) {
      copy.remove();
    }
  }

  private synchronized boolean hasMany() {
    many = true;
    return state == MADE;
  }

  /** Has the rest of the agent installed for this very launch, and waits for that; once. */
  private void install() {
    if (isFirstFailure()) {
      startRest();
      await(atStart.rest());
    }
  }

  private void startRest() {
    if (isFirstStart()) {
      atStart.rest().start();
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

  /** Removes the file, and lets no launch create it. A library that is loaded stays mapped. */
  synchronized void giveUpFile() {
    spoiled |= state == EXPECTED;
    removeFile();
  }

  synchronized boolean isMade() {
    return state == MADE;
  }

  /** Where the library came from; null if it cannot have been loaded. */
  synchronized String library() {
    if (state == EXPECTED) {
      return null;
    }
    return copy == null ? "the jar itself, " + jar : "extracted in " + copy.place();
  }

  /** Waits until the rest has taken over, and keeps an interrupt of this thread for later. */
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
