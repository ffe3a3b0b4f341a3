package io.procex.hosts;

import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Launches cats and compares each child's handle with the one that the JDK makes anew, out of
 * {@code /proc}: by {@code equals}, order and hash code, into all of which goes the time when the
 * process was started. Then destroys it, for which the times must be the same. Prints how many
 * {@code differ}. Argument: how many launches. For JDK 9 and later.
 */
public final class CompareStartTimes {
  private CompareStartTimes() {}

  public static void main(String[] args) throws Exception {
    Method of = Class.forName("java.lang.ProcessHandle").getMethod("of", long.class);
    int differ = 0;
    int destroyed = 0;
    for (int i = Integer.parseInt(args[0]); i > 0; i--) {
      Process cat = new ProcessBuilder("cat").start();
      Object handle = Since9.toHandle(cat);
      Object anew = ((Optional<?>) of.invoke(null, Since9.pid(cat))).get();
      differ += isSame(handle, anew) ? 0 : 1;
      cat.destroy();
      destroyed += cat.waitFor() == 128 + 15 ? 1 : 0;
      cat.getOutputStream().close();
      cat.getInputStream().close();
      cat.getErrorStream().close();
    }
    System.out.println("differ " + differ);
    System.out.println("destroyed " + destroyed);
    Status.print();
  }

  @SuppressWarnings("unchecked") // handles can be compared with each other
  private static boolean isSame(Object handle, Object anew) {
    return handle.equals(anew)
        && handle.hashCode() == anew.hashCode()
        && ((Comparable<Object>) handle).compareTo(anew) == 0;
  }
}
