package io.procex.agent.diagnostics;

import io.procex.agent.bridge.Bridge;

/** The directory in which a child starts: the one that the caller has chosen, or the JVM's. */
final class WorkingDirectory {
  private WorkingDirectory() {}

  /** The JVM's directory at this moment, if the child's depends on it; null if that is unknown. */
  static byte[] of(ProcexLaunch launch) {
    byte[] chosen = launch.request().dir();
    if (chosen != null && chosen.length > 0 && chosen[0] == '/') {
      return null;
    }
    byte[] seen = launch.observation().name(ProcexNumbers.NAME_DIRECTORY);
    if (seen != null) {
      return seen;
    }
    try { // rules have denied the launch, or it falls back
      return Bridge.control().workingDirectory();
    } catch (LinkageError noLibrary) {
      return null; // little is known about a fallback
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
