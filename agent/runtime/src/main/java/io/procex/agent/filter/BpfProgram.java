package io.procex.agent.filter;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A filter of system calls in classic BPF: a search tree over ranges of numbers that are treated
 * alike.
 */
final class BpfProgram {
  private static final int OFFSET_OF_NUMBER = 0;
  private static final int OFFSET_OF_ARCH = 4;
  private static final int X32_BIT = 0x40000000; // of x86_64; other CPUs have no numbers this high
  private static final int FARTHEST = 255; // the reach of a conditional jump

  private final int architecture;
  private final List<Integer> starts = new ArrayList<>();
  private final List<List<Instruction>> treatments = new ArrayList<>();

  /**
   * Makes a filter without calls.
   *
   * @param architecture of linux/audit.h
   */
  BpfProgram(int architecture) {
    this.architecture = architecture;
  }

  /**
   * Says what is done with a call, and with those of higher numbers up to the next one that is
   * added.
   */
  void add(int number, List<Instruction> treatment) {
    int last = treatments.size() - 1;
    if (last < 0 || !treatments.get(last).equals(treatment)) {
      starts.add(number);
      treatments.add(treatment);
    }
  }

  /**
   * The instructions, as {@code struct sock_filter}. A call by the numbers of another architecture
   * or of x32 cannot be compared with the list; it ends the process.
   */
  byte[] toBytes() {
    List<Instruction> code = new ArrayList<>();
    code.add(Instruction.load(OFFSET_OF_ARCH));
    code.add(Instruction.ifEqual(architecture, 1, 0));
    code.add(Instruction.returning(Action.KILL_PROCESS));
    code.add(Instruction.load(OFFSET_OF_NUMBER));
    code.add(Instruction.ifNotBelow(X32_BIT, 0, 1));
    code.add(Instruction.returning(Action.KILL_PROCESS));
    code.addAll(tree(0, starts.size() - 1));
    return Instruction.encode(code, ByteOrder.nativeOrder());
  }

  private List<Instruction> tree(int first, int last) {
    if (first == last) {
      return treatments.get(first);
    }
    List<Instruction> code = new ArrayList<>();
    int middle = (first + last + 1) / 2;
    List<Instruction> below = tree(first, middle - 1);
    if (below.size() <= FARTHEST) {
      code.add(Instruction.ifNotBelow(starts.get(middle), below.size(), 0));
    } else {
      code.add(Instruction.ifNotBelow(starts.get(middle), 0, 1));
      code.add(Instruction.jump(below.size()));
    }
    code.addAll(below);
    code.addAll(tree(middle, last));
    return code;
  }
}
