package io.procex.agent.instrument;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Work that the agent does in the application's threads, with the agent's rights: under a security
 * manager (up to JDK 17 a common setting, from 24 on none) the application may do less.
 */
abstract class OwnRights implements PrivilegedAction<byte[]> {
  /** Runs it. */
  byte[] call() {
    return isRestricted() ? AccessController.doPrivileged(this) : run();
  }

  private static boolean isRestricted() {
    try {
      return System.getSecurityManager() != null;
    } catch (LinkageError removed) {
      return false; // deprecated for removal since 17 (JEP 411)
    }
  }
}
