package io.procex.agent.filter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A filter of system calls in classic BPF: a search tree over ranges of numbers that are treated
 * alike.
 */
final class BpfProgram {
  private static final int OFFSET_OF_NUMBER = 0;
  private static final int OFFSET_OF_ARCH = 4;
  private static final int X32_BIT = 0x40000000; // of x86_64; other CPUs have no numbers this high

  /** One comparison serves for an exception, and two for a range. But all others pass it too. */
  private static final int MOST_EXCEPTIONS = 4;

  private final int architecture;
  private final List<Range> ranges = new ArrayList<>();

  /** Numbers that are treated alike, but for a few among them. */
  private static final class Range {
    final int start;
    final List<Instruction> treatment;
    final SortedMap<Integer, List<Instruction>> exceptions = new TreeMap<>();

    Range(int start, List<Instruction> treatment) {
      this.start = start;
      this.treatment = treatment;
    }
  }

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
    Range last = fromEnd(1);
    if (last != null && last.treatment.equals(treatment)) {
      return;
    }
    Range before = fromEnd(2);
    if (before != null
        && before.treatment.equals(treatment)
        && last.start == number - 1
        && last.exceptions.isEmpty()
        && before.exceptions.size() < MOST_EXCEPTIONS) {
      before.exceptions.put(last.start, last.treatment);
      ranges.remove(last);
      return;
    }
    ranges.add(new Range(number, treatment));
  }

  private Range fromEnd(int place) {
    return place > ranges.size() ? null : ranges.get(ranges.size() - place);
  }

  /**
   * The instructions, as {@code struct sock_filter}. A call by the numbers of another architecture
   * or of x32 cannot be compared with the list; it ends the process.
   */
  byte[] toBytes() {
    BpfCode code = new BpfCode();
    placeTree(code, 0, ranges.size() - 1);
    code.begin(
        Instruction.load(OFFSET_OF_ARCH),
        Instruction.ifEqual(architecture, 1, 0),
        Instruction.returning(Action.KILL_PROCESS),
        Instruction.load(OFFSET_OF_NUMBER));
    return code.toBytes();
  }

  /** Returns the place of its first instruction. */
  private int placeTree(BpfCode code, int first, int last) {
    if (first == last) {
      int place = placeRange(code, ranges.get(first));
      return last == ranges.size() - 1 ? withoutX32(code, place) : place;
    }
    int middle = middle(first, last);
    int notBelow = placeTree(code, middle, last);
    int below = placeTree(code, first, middle - 1);
    return code.branch(Instruction.ifNotBelow(ranges.get(middle).start, 0, 0), notBelow, below);
  }

  /**
   * The kernel tries each number once (seccomp_cache_prepare), so it is numbers that are halved.
   */
  private int middle(int first, int last) {
    int sum = ranges.get(first).start + ranges.get(last).start;
    int middle = first + 1;
    while (middle < last && 2 * ranges.get(middle).start < sum) {
      middle++;
    }
    return middle;
  }

  private static int withoutX32(BpfCode code, int place) {
    int kill = code.place(Collections.singletonList(Instruction.returning(Action.KILL_PROCESS)));
    return code.branch(Instruction.ifNotBelow(X32_BIT, 0, 0), kill, place);
  }

  private static int placeRange(BpfCode code, Range range) {
    int place = code.place(range.treatment);
    for (int number : range.exceptions.keySet()) {
      int exception = code.place(range.exceptions.get(number));
      place = code.branch(Instruction.ifEqual(number, 0, 0), exception, place);
    }
    return place;
  }
}
