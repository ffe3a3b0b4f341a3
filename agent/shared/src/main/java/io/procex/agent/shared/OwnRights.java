package io.procex.agent.shared;

import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/**
 * Work that the agent does in the application's threads with the agent's own rights. Under a
 * security manager (common up to JDK 17, gone since JDK 24) the application may have fewer rights.
 */
public abstract class OwnRights<T> implements PrivilegedExceptionAction<T> {
  /** Runs the work. */
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

  /**
   * Whether there is a security manager. A launch asks first, because it is faster without
   * doPrivileged.
   */
  public static boolean areNeeded() {
    try {
      return System.getSecurityManager() != null;
    } catch (LinkageError removed) {
      return false; // disabled for good in JDK 24 (JEP 486); a later JDK will remove it
    }
  }
}
