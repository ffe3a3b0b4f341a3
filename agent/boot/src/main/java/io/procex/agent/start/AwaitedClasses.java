package io.procex.agent.start;

import io.procex.agent.shared.AgentJar;
import io.procex.agent.shared.FrontLibrary;
import io.procex.agent.shared.LibraryResource;
import io.procex.agent.shared.StackRoom;
import java.io.File;
import java.io.IOException;

/**
 * Reacts when the JDK's launching class, or the class that starts reaper threads, is loaded in a
 * JVM without options. This class is loaded by the first of the two. If {@link FirstLaunches} are
 * possible, the launching class is changed to load the library, and the rest of the agent is not
 * needed yet. Otherwise the rest of the agent takes over at once.
 */
final class AwaitedClasses {
  /** JDK 8 launches by another class; 9 and 10 are not tested. */
  private static final int FIRST_JDK = 11;

  private static final String FORK_AND_EXEC = "(I[B[B[BI[BI[B[IZ)I";
  private static final String START =
      "([Ljava/lang/String;Ljava/util/Map;Ljava/lang/String;[Ljava/lang/ProcessBuilder$Redirect;Z)"
          + "Ljava/lang/Process;";

  private final AtStart atStart;

  /**
   * The first launches. Null before the launching class is loaded, and if they are not possible.
   */
  private volatile FirstLaunches first;

  /** Whether the launching class has shown that first launches are not possible. */
  private volatile boolean notFirst;

  /** Whether the class that starts reaper threads was loaded without being rewritten. */
  private volatile boolean reaperMissed;

  AwaitedClasses(AtStart atStart) {
    this.atStart = atStart;
  }

  /** Tells the first launches that a class is being loaded. */
  void hear(String className) {
    FirstLaunches expected = first;
    if (expected != null) {
      expected.hear(className);
    }
  }

  /**
   * Returns the class file to use until the rest of the agent is loaded, or null for the original.
   *
   * @param classFile null if the rest of the agent already rewrites this class
   */
  byte[] replace(String className, byte[] classFile) {
    if (ProcessClasses.LAUNCHER.equals(className)) {
      return classFile == null ? null : launcher(classFile);
    }
    if (ProcessClasses.REAPER.equals(className)) {
      awaitReaper();
    }
    return null;
  }

  private void awaitReaper() {
    if (notFirst || (first == null && !arePossible())) {
      adopt(false);
    } else {
      reaperMissed = true;
      loadWhatItNeeds();
    }
  }

  /**
   * Loads the class that the JDK's reaper thread is the first to use, when it completes a future.
   * That thread has 128 KiB of stack. With -Xcomp there is no room left for a call of an agent, and
   * the JVM then prints an assertion of java.lang.instrument on stderr (JPLISAgent.c, JDK 17).
   */
  private static void loadWhatItNeeds() {
    try {
      Class.forName("java.lang.invoke.VarHandle$AccessDescriptor", false, null);
    } catch (ClassNotFoundException | LinkageError unneeded) {
      // This JDK completes futures in another way.
    }
  }

  private byte[] launcher(byte[] classFile) {
    try {
      StackRoom.require();
      FirstLaunches expected = notFirst ? null : first();
      if (expected != null) {
        byte[] loading = loading(expected, classFile);
        atStart.absence(null); // a reason that an earlier attempt has left
        return loading;
      }
    } catch (OutOfMemoryError | StackOverflowError passing) {
      atStart.planAttempt();
      return null;
    } catch (Throwable unknownClass) {
      if (firstLibrary() != null) {
        return null; // another agent has it transformed again: the library continues to launch
      }
      first = null;
    }
    notFirst = true;
    adopt(true);
    atStart.missed |= reaperMissed;
    return null;
  }

  /** Has the rest of the agent take over at once, in this thread. */
  private void adopt(boolean forLaunches) {
    try {
      StackRoom.require();
      atStart.descriptors().yieldToLowLimit();
      atStart.agent().adopt();
    } catch (OutOfMemoryError | StackOverflowError passing) {
      if (forLaunches) {
        atStart.planAttempt();
      }
    } catch (Throwable t) {
      atStart.descriptors().release();
      atStart.absence("the agent is not installed: " + t);
    }
  }

  /**
   * Returns the launching class with code that loads the library.
   *
   * @throws IllegalStateException if the class is not as expected; for example, another agent has
   *     wrapped its native method
   */
  private static byte[] loading(FirstLaunches expected, byte[] classFile) {
    ConstantPool pool = new ConstantPool(classFile);
    MethodCode method = MethodCode.find(pool, "forkAndExec", FORK_AND_EXEC);
    if ((method.access() & MethodCode.NATIVE) == 0) {
      throw new IllegalStateException("forkAndExec is not native");
    }
    return expected.loading(pool, MethodCode.find(pool, "start", START));
  }

  private FirstLaunches first() throws IOException {
    synchronized (atStart) {
      if (first == null && !atStart.isOpen()) {
        first = expected();
      }
      return first;
    }
  }

  /** Plans the first launches. Null if the library would not come from the jar. */
  private FirstLaunches expected() throws IOException {
    File jar = arePossible() && !isAnySignThere() ? AgentJar.file() : null;
    if (jar == null || new File(jar.getParentFile(), LibraryResource.fileName()).exists()) {
      return null; // an operator's own library has to be checked, by the rest of the agent
    }
    if (FrontLibrary.isIn(jar)) {
      return new FirstLaunches(atStart, jar, null);
    }
    PrivateFile copy = PrivateFile.planned(jar);
    return copy == null ? null : new FirstLaunches(atStart, jar, copy);
  }

  /**
   * Whether this JVM could have first launches, as far as that is known without looking at files.
   */
  private static boolean arePossible() {
    return !ProcessClasses.isOn8()
        && Integer.parseInt(System.getProperty("java.specification.version")) >= FIRST_JDK
        && !isManaged();
  }

  /**
   * Whether there is a security manager. The application's rights would then decide whether the
   * launching class may load the library.
   */
  private static boolean isManaged() {
    try {
      return System.getSecurityManager() != null;
    } catch (LinkageError removed) {
      return false; // see OwnRights
    }
  }

  /** Whether the loading of a sign would go unnoticed, because one is loaded already. */
  private boolean isAnySignThere() {
    if (atStart.checksJni()) {
      return true; // asking for all classes would make the JVM print warnings: see ProcessClasses
    }
    for (Class<?> type : atStart.instrumentation().getAllLoadedClasses()) {
      if (Throwable.class.isAssignableFrom(type)
          && type.getName().startsWith(FirstLaunches.SIGNS_OF_JAVA)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the launching class is loaded, and the library makes the launches now or soon. */
  boolean hasFirstLaunches() {
    return first != null;
  }

  /** Where the library of the first launches came from; null if there is none. */
  String firstLibrary() {
    FirstLaunches made = first;
    return made == null ? null : made.library();
  }

  /** Removes the library's file, and lets no launch create it again. */
  void giveUpFile() {
    FirstLaunches made = first;
    if (made != null) {
      made.giveUpFile();
    }
  }
}
