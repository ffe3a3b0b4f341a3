package io.procex.agent.shared;

/**
 * Makes sure that the stack has room, before work that must not be cut off: if a class initializer
 * runs out of stack, the class cannot be used any more in this JVM.
 */
public final class StackRoom {
  /**
   * More than loading and running ASM takes (some 100 frames of this size), and no more than a
   * thread with the least stack that HotSpot accepts has left (some 160, measured on 17 and 25).
   */
  private static final int FRAMES = 150;

  private StackRoom() {}

  /**
   * Returns if there is enough room for loading and running ASM.
   *
   * @throws StackOverflowError if not
   */
  public static void require() {
    descend(FRAMES, 0, 0, 0);
  }

  /**
   * Returns if there is far more room than needed, for work that a later launch can do as well.
   * Compiled frames are smaller than those that FRAMES was measured with (-Xcomp, the first
   * compiler: a third).
   *
   * @throws StackOverflowError if not
   */
  public static void requireMuch() {
    descend(4 * FRAMES, 0, 0, 0);
  }

  /** The long parameters make a frame some 100 bytes large. */
  private static long descend(int frames, long a, long b, long c) {
    return frames == 0 ? a + b + c : 1 + descend(frames - 1, a + 1, b + 1, c + 1);
  }
}
