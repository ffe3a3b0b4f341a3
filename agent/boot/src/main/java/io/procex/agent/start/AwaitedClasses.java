package io.procex.agent.start;

import io.procex.agent.shared.AgentJar;
import io.procex.agent.shared.FrontLibrary;
import io.procex.agent.shared.LibraryResource;
import io.procex.agent.shared.StackRoom;
import java.io.File;
import java.io.IOException;

/**
 * The JDK's classes that a JVM without options waits for: the one that launches, and the one that
 * starts reaper threads. Loaded with the first of them. Where {@link FirstLaunches} are possible
 * the class that launches loads the library, and the rest of the agent is not needed yet.
 */
final class AwaitedClasses {
  /** JDK 8 has other classes; 9 and 10 are not tested. */
  private static final int FIRST_JDK = 11;

  private static final String FORK_AND_EXEC = "(I[B[B[BI[BI[B[IZ)I";
  private static final String START =
      "([Ljava/lang/String;Ljava/util/Map;Ljava/lang/String;[Ljava/lang/ProcessBuilder$Redirect;Z)"
          + "Ljava/lang/Process;";

  private final StartTransformer transformer;

  /** Null as long as the launching class is not loaded, and where they are not possible. */
  private volatile FirstLaunches first;

  /** Whether they were found to be impossible with that class. */
  private volatile boolean notFirst;

  /** Whether the class that starts reaper threads was loaded, and is as it was. */
  private volatile boolean reaperMissed;

  AwaitedClasses(StartTransformer transformer) {
    this.transformer = transformer;
  }

  /** Tells the first launches of another class. */
  void hear(String className) {
    FirstLaunches expected = first;
    if (expected != null) {
      expected.hear(className);
    }
  }

  /**
   * Returns what the class is to be until the rest of the agent is there, or null.
   *
   * @param classFile null while that rewrites it already
   */
  byte[] replace(String className, byte[] classFile) {
    if (StartTransformer.LAUNCHER.equals(className)) {
      return classFile == null ? null : launcher(classFile);
    }
    if (StartTransformer.REAPER.equals(className)) {
      awaitReaper();
    }
    return null;
  }

  private void awaitReaper() {
    if (notFirst || (first == null && !arePossible())) {
      transformer.adopt(false);
    } else {
      reaperMissed = true;
    }
  }

  private byte[] launcher(byte[] classFile) {
    try {
      StackRoom.require();
      FirstLaunches expected = notFirst ? null : first();
      if (expected != null) {
        byte[] loading = loading(expected, classFile);
        transformer.absence(null); // of an attempt before
        return loading;
      }
    } catch (OutOfMemoryError | StackOverflowError passing) {
      transformer.planAttempt();
      return null;
    } catch (Throwable unknownClass) {
      if (firstLibrary() != null) {
        return null; // transformed once more, by somebody else: the library launches on
      }
      first = null;
    }
    notFirst = true;
    transformer.adopt(true);
    transformer.missed |= reaperMissed;
    return null;
  }

  /**
   * Returns the launching class as it is as long as the rest of the agent is not needed.
   *
   * @throws IllegalStateException if it is not as expected, such as with a native method that
   *     another agent has wrapped
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
    synchronized (transformer) {
      if (first == null && !transformer.isOpen()) {
        first = expected();
      }
      return first;
    }
  }

  /** Null where the library would come from elsewhere than from the jar. */
  private FirstLaunches expected() throws IOException {
    File jar = arePossible() && !isAnySignThere() ? AgentJar.file() : null;
    if (jar == null || new File(jar.getParentFile(), LibraryResource.fileName()).exists()) {
      return null; // of the operator's own more has to be known
    }
    if (FrontLibrary.isIn(jar)) {
      return new FirstLaunches(transformer, jar, null);
    }
    PrivateFile copy = PrivateFile.planned(jar);
    return copy == null ? null : new FirstLaunches(transformer, jar, copy);
  }

  /** Whether this JVM is one for them, as far as that is known without looking at files. */
  private static boolean arePossible() {
    return !StartTransformer.isOn8()
        && Integer.parseInt(System.getProperty("java.specification.version")) >= FIRST_JDK
        && !isManaged();
  }

  /** Then the application's rights would decide on what the launching class loads. */
  private static boolean isManaged() {
    try {
      return System.getSecurityManager() != null;
    } catch (LinkageError removed) {
      return false; // see OwnRights
    }
  }

  /** Whether nobody would hear of a sign that is loaded, for it is there. */
  private boolean isAnySignThere() {
    if (transformer.checksJni()) {
      return true; // asking for all classes would have the JVM warn: see findLoaded
    }
    for (Class<?> type : transformer.instrumentation().getAllLoadedClasses()) {
      if (Throwable.class.isAssignableFrom(type)
          && type.getName().startsWith(FirstLaunches.SIGNS_OF_JAVA)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the launching class is loaded, and has the library launch or will have it do so. */
  boolean hasFirstLaunches() {
    return first != null;
  }

  /** Where the library came from that makes the first launches; null where there is none. */
  String firstLibrary() {
    FirstLaunches made = first;
    return made == null ? null : made.library();
  }

  /** Has no launch make the library's file any more. */
  void giveUpFile() {
    FirstLaunches made = first;
    if (made != null) {
      made.giveUpFile();
    }
  }
}
