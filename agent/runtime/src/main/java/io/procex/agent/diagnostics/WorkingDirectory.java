package io.procex.agent.diagnostics;

import io.procex.agent.bridge.Bridge;

/** Where a child begins: in the directory that the caller has chosen, or else in the JVM's. */
final class WorkingDirectory {
  private WorkingDirectory() {}

  /** The JVM's directory at this moment, if the child's depends on it; null if it is unknown. */
  static byte[] of(ProcexLaunch launch) {
    byte[] chosen = launch.request().dir();
    if (chosen != null && chosen.length > 0 && chosen[0] == '/') {
      return null;
    }
    byte[] seen = launch.observation().name(ProcexNumbers.NAME_DIRECTORY);
    if (seen != null) {
      return seen;
    }
    try { // rules have denied it, or it is left to the JDK
      return Bridge.control().workingDirectory();
    } catch (LinkageError noLibrary) {
      return null; // of a launch that is left to the JDK little is known
    }
  }

  /** The child's directory; null if it is unknown. */
  static String text(LaunchCapture capture) {
    String own = NativeText.of(capture.directory);
    String chosen = NativeText.of(capture.launch.request().dir());
    if (chosen == null) {
      return own;
    }
    return own == null && !chosen.startsWith("/") ? null : NativeText.resolve(own, chosen);
  }
}
