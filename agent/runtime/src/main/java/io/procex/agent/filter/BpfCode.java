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
 * Instructions of classic BPF, placed from the end, since jumps lead forward. What is placed near
 * by is used again: the kernel takes a while for each instruction. A place is how many instructions
 * there are from it to the end.
 */
final class BpfCode {
  private static final int FARTHEST = 255; // the reach of a conditional jump

  private final Deque<Instruction> code = new ArrayDeque<>();

  /** The place of an instruction, by itself and by where it goes on. */
  private final Map<List<Object>, Integer> placed = new HashMap<>();

  /** Places what is done with a call: instructions that end with a return. Returns its place. */
  int place(List<Instruction> treatment) {
    int[] places = new int[treatment.size()];
    for (int i = places.length - 1; i >= 0; i--) {
      places[i] = placeOne(treatment, i, places);
    }
    return places[0];
  }

  private int placeOne(List<Instruction> all, int i, int[] places) {
    Instruction one = all.get(i);
    if (one.isComparison()) {
      return branch(one, places[i + 1 + one.ifTrue()], places[i + 1 + one.ifFalse()]);
    }
    List<Object> key = one.isReturn() ? Arrays.asList(one) : Arrays.asList(one, places[i + 1]);
    int before = near(key);
    if (before > 0) {
      return before;
    }
    if (!one.isReturn()) {
      placeNext(all, i + 1, places);
    }
    return put(one, key);
  }

  /**
   * What an instruction goes on with without a jump stands behind it, and may stand there twice.
   */
  private void placeNext(List<Instruction> all, int i, int[] places) {
    Instruction next = all.get(i);
    if (places[i] == code.size()) {
      return;
    }
    if (next.isComparison()) {
      putBranch(next, places[i + 1 + next.ifTrue()], places[i + 1 + next.ifFalse()]);
    } else {
      placeNext(all, i + 1, places);
      code.addFirst(next);
    }
  }

  /** Places a comparison that goes on at one of two places. */
  int branch(Instruction comparison, int ifTrue, int ifFalse) {
    int before = near(key(comparison, ifTrue, ifFalse));
    return before > 0 ? before : putBranch(comparison, ifTrue, ifFalse);
  }

  private static List<Object> key(Instruction comparison, int ifTrue, int ifFalse) {
    return Arrays.asList(comparison.jumping(0, 0), ifTrue, ifFalse);
  }

  private int putBranch(Instruction comparison, int ifTrue, int ifFalse) {
    // the second jump may become longer by an instruction for the first
    int no = within(FARTHEST - 1, ifFalse);
    int yes = within(FARTHEST, ifTrue);
    return put(comparison.jumping(over(yes), over(no)), key(comparison, ifTrue, ifFalse));
  }

  /** Places instructions that nothing jumps to, in front of all others. */
  void begin(Instruction... first) {
    for (int i = first.length - 1; i >= 0; i--) {
      code.addFirst(first[i]);
    }
  }

  private int within(int farthest, int place) {
    if (over(place) <= farthest) {
      return place;
    }
    return put(Instruction.jump(over(place)), Collections.singletonList(place));
  }

  private int near(List<Object> key) {
    Integer before = placed.get(key);
    return before != null && over(before) < FARTHEST / 2 ? before : 0;
  }

  /** The first one stays the one that is used again: others may lead to its place. */
  private int put(Instruction one, List<Object> key) {
    boolean isFirst = near(key) == 0;
    code.addFirst(one);
    if (isFirst) {
      placed.put(key, code.size());
    }
    return code.size();
  }

  /** How many instructions a jump to that place passes over, if it is the next one placed. */
  private int over(int place) {
    return code.size() - place;
  }

  byte[] toBytes() {
    return Instruction.encode(new ArrayList<>(code), ByteOrder.nativeOrder());
  }
}
