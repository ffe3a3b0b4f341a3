package io.procex.agent.shared;

import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/**
 * Work that the agent does in the application's threads, with the agent's rights: under a security
 * manager (up to JDK 17 a common setting, from 24 on none) the application may do less.
 */
public abstract class OwnRights<T> implements PrivilegedExceptionAction<T> {
  /** Runs it. */
  public final T call() throws Exception {
    if (!areNeeded()) {
      return run();
    }
    try {
      return AccessController.doPrivileged(this);
    } catch (PrivilegedActionException e) {
      throw e.getException();
    }
  }

  /** Whether there is a security manager. Where a launch asks, the way without one is shorter. */
  public static boolean areNeeded() {
    try {
      return System.getSecurityManager() != null;
    } catch (LinkageError removed) {
      return false; // JDK 24 has switched it off for good (JEP 486), and some JDK will remove it
    }
  }
}
