package io.procex.agent.filter;

import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /** Made from its end, since jumps lead forward. */
  private final Deque<Instruction> code = new ArrayDeque<>();

  /** The last place of a treatment. */
  private final Map<List<Instruction>, Integer> placed = new HashMap<>();

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
    code.clear();
    placed.clear();
    placeTree(0, starts.size() - 1);
    place(
        Arrays.asList(
            Instruction.load(OFFSET_OF_ARCH),
            Instruction.ifEqual(architecture, 1, 0),
            Instruction.returning(Action.KILL_PROCESS),
            Instruction.load(OFFSET_OF_NUMBER),
            Instruction.ifNotBelow(X32_BIT, 0, 1),
            Instruction.returning(Action.KILL_PROCESS)));
    return Instruction.encode(new ArrayList<>(code), ByteOrder.nativeOrder());
  }

  /** Returns the place of its first instruction: how many there are from there to the end. */
  private int placeTree(int first, int last) {
    if (first == last) {
      return placeTreatment(treatments.get(first));
    }
    int middle = (first + last + 1) / 2;
    int notBelow = placeTree(middle, last);
    int below = placeTree(first, middle - 1);
    // the second jump may become longer by an instruction for the first
    below = within(FARTHEST - 1, below);
    notBelow = within(FARTHEST, notBelow);
    return place(
        Collections.singletonList(
            Instruction.ifNotBelow(starts.get(middle), over(notBelow), over(below))));
  }

  /** One that is near enough is used again: the kernel takes a while for each instruction. */
  private int placeTreatment(List<Instruction> treatment) {
    Integer before = placed.get(treatment);
    if (before != null && over(before) < FARTHEST / 2) {
      return before;
    }
    int place = place(treatment);
    placed.put(treatment, place);
    return place;
  }

  private int within(int farthest, int place) {
    return over(place) <= farthest
        ? place
        : place(Collections.singletonList(Instruction.jump(over(place))));
  }

  /** How many instructions a jump to that place passes over, if it is the next one placed. */
  private int over(int place) {
    return code.size() - place;
  }

  private int place(List<Instruction> instructions) {
    for (int i = instructions.size() - 1; i >= 0; i--) {
      code.addFirst(instructions.get(i));
    }
    return code.size();
  }
}
