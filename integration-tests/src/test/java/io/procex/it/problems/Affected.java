package io.procex.it.problems;

import io.procex.it.support.Jdk;

/** Which JDKs have a problem, if that follows from something that they share. */
final class Affected {
  private Affected() {}

  /** The default way to launch is by jspawnhelper from 13 on (JDK-8213192), by vfork before. */
  static boolean byItsHelper(Jdk jdk) {
    return jdk.feature() >= 13;
  }
}
