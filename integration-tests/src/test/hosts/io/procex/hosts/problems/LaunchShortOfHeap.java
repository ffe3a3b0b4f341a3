package io.procex.hosts.problems;

/**
 * Launches with about that many KiB of the heap left, and once more with all of it. Prints {@code
 * launched}, or what was thrown instead.
 */
public final class LaunchShortOfHeap {
  private static final int PIECE = 1008; // a KiB, with its header

  private static byte[][] filled = new byte[1 << 20][];

  private LaunchShortOfHeap() {}

  public static void main(String[] args) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("/bin/true");
    int count = fill();
    for (int i = Integer.parseInt(args[0]); i > 0; i--) {
      filled[--count] = null;
    }
    String first = outcome(builder);
    filled = null;
    System.gc();
    System.out.println(first);
    System.out.println(outcome(builder));
  }

  private static int fill() {
    int count = 0;
    try {
      for (; ; ) {
        filled[count] = new byte[PIECE];
        count++;
      }
    } catch (OutOfMemoryError expected) {
      return count;
    }
  }

  private static String outcome(ProcessBuilder builder) {
    try {
      builder.start();
      return "launched";
    } catch (Throwable e) {
      return e.getClass().getSimpleName();
    }
  }
}
