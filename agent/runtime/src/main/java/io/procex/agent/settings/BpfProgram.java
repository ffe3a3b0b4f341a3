package io.procex.agent.settings;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A filter of system calls in classic BPF, for linux/filter.h and linux/seccomp.h: a search tree
 * over ranges of numbers that are treated alike.
 */
final class BpfProgram {
  static final int ALLOW = 0x7fff0000;
  static final int KILL_PROCESS = 0x80000000;
  static final int ERRNO = 0x00050000; // plus the errno

  private static final int LOAD = 0x20;
  private static final int JUMP = 0x05;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_NOT_BELOW = 0x35;
  private static final int RETURN = 0x06;
  private static final int OFFSET_OF_NUMBER = 0;
  private static final int OFFSET_OF_ARCH = 4;
  private static final int X32_BIT = 0x40000000; // of x86_64; other CPUs have no numbers this high
  private static final int FARTHEST = 255; // the reach of a conditional jump
  static final int INSTRUCTION = 8; // in bytes

  private final int architecture;
  private final List<Integer> starts = new ArrayList<>();
  private final List<Integer> actions = new ArrayList<>();

  /**
   * Makes a filter.
   *
   * @param architecture of linux/audit.h
   * @param listed numbers of calls
   * @param ofListed the action for these calls
   * @param ofOthers the action for all other calls
   */
  BpfProgram(int architecture, BitSet listed, int ofListed, int ofOthers) {
    this.architecture = architecture;
    for (int start = 0; start >= 0; start = end(listed, start)) {
      starts.add(start);
      actions.add(listed.get(start) ? ofListed : ofOthers);
    }
  }

  /** The next number that is treated differently, or -1. */
  private static int end(BitSet listed, int start) {
    return listed.get(start) ? listed.nextClearBit(start) : listed.nextSetBit(start);
  }

  /**
   * The instructions, as {@code struct sock_filter}. A call by the numbers of another architecture
   * or of x32 cannot be compared with the list; it ends the process.
   */
  byte[] toBytes() {
    List<long[]> code = new ArrayList<>();
    code.add(instruction(LOAD, 0, 0, OFFSET_OF_ARCH));
    code.add(instruction(JUMP_IF_EQUAL, 1, 0, architecture));
    code.add(instruction(RETURN, 0, 0, KILL_PROCESS));
    code.add(instruction(LOAD, 0, 0, OFFSET_OF_NUMBER));
    code.add(instruction(JUMP_IF_NOT_BELOW, 0, 1, X32_BIT));
    code.add(instruction(RETURN, 0, 0, KILL_PROCESS));
    code.addAll(tree(0, starts.size() - 1));
    byte[] bytes = new byte[code.size() * INSTRUCTION];
    ByteBuffer buffer = SettingsBlock.over(bytes);
    for (long[] one : code) {
      buffer.putShort((short) one[0]).put((byte) one[1]).put((byte) one[2]).putInt((int) one[3]);
    }
    return bytes;
  }

  private List<long[]> tree(int first, int last) {
    List<long[]> code = new ArrayList<>();
    if (first == last) {
      code.add(instruction(RETURN, 0, 0, actions.get(first)));
      return code;
    }
    int middle = (first + last + 1) / 2;
    List<long[]> below = tree(first, middle - 1);
    if (below.size() <= FARTHEST) {
      code.add(instruction(JUMP_IF_NOT_BELOW, below.size(), 0, starts.get(middle)));
    } else {
      code.add(instruction(JUMP_IF_NOT_BELOW, 0, 1, starts.get(middle)));
      code.add(instruction(JUMP, 0, 0, below.size()));
    }
    code.addAll(below);
    code.addAll(tree(middle, last));
    return code;
  }

  private static long[] instruction(int code, int ifTrue, int ifFalse, int operand) {
    return new long[] {code, ifTrue, ifFalse, operand};
  }
}
