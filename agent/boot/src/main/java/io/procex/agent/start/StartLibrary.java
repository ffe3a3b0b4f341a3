package io.procex.agent.start;

import io.procex.agent.shared.AgentJar;
import io.procex.agent.shared.FrontLibrary;
import io.procex.agent.shared.LibraryResource;
import java.io.File;
import java.io.IOException;

/**
 * The library in front of the jar, loaded at the start of a JVM without options: then it has the
 * JVM bind forkAndExec to its own function when the JVM links that, and the launching class stays
 * as it is. That takes a quarter of a millisecond, where {@link FirstLaunches} take five. JDK 24
 * and later print a warning when a class outside of java.base loads a library; there, and where the
 * library is not in front of the jar, FirstLaunches it is.
 *
 * <p>An application may call these native methods by reflection; that changes nothing.
 */
final class StartLibrary {
  private static final int LAST_JDK = 23;

  private StartLibrary() {}

  /** The jar, if it begins with the library and may be loaded here; or null. */
  static File find(StartTransformer transformer) {
    try {
      File jar = isSilent() && !transformer.checksJni() ? AgentJar.file() : null;
      return jar != null && isAlone(jar) && FrontLibrary.isIn(jar) ? jar : null;
    } catch (IOException | RuntimeException unreadable) {
      return null;
    }
  }

  /** Whether the JVM prints nothing about it, and asks no security manager. */
  private static boolean isSilent() {
    return feature() <= LAST_JDK && System.getSecurityManager() == null;
  }

  private static int feature() {
    String version = System.getProperty("java.specification.version");
    return StartTransformer.isOn8() ? 8 : Integer.parseInt(version);
  }

  /** Whether the operator has put no library beside the jar: of that one more has to be known. */
  private static boolean isAlone(File jar) {
    return !new File(jar.getParentFile(), LibraryResource.fileName()).exists();
  }

  /** Loads it. Returns whether that was possible. */
  static boolean load(File jar) {
    try {
      System.load(jar.getPath());
      return true;
    } catch (UnsatisfiedLinkError notHere) { // such as on a file system without execution
      return false;
    }
  }

  /**
   * Has it make the first launches. Returns whether it does.
   *
   * @param takeover started by the library once there are many launches
   */
  static native boolean begin(Thread takeover);

  /** Whether it has launched anything. */
  static native boolean hasLaunched();

  /** Gives the bridge its native methods. Returns whether the bridge is there. */
  static native boolean adopt();
}
