package io.procex.agent.filter;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A filter of system calls in the making. All that is asked of it holds: a call is allowed if
 * nothing denies it.
 */
public final class CallFilter {
  public static final int BYTES_OF_AN_INSTRUCTION = Instruction.BYTES;

  private final SystemCalls calls;
  private final Map<Integer, Integer> denied = new HashMap<>();
  private final Map<Integer, List<Instruction>> rules = new HashMap<>();

  /** The calls that are allowed; null for all that are not denied. */
  private BitSet allowed;

  private int ofOthers;

  /** Starts a filter for this machine, which allows all calls with the numbers of its CPU. */
  public CallFilter() {
    this(new SystemCalls());
  }

  CallFilter(SystemCalls calls) {
    this.calls = calls;
  }

  SystemCalls calls() {
    return calls;
  }

  /**
   * Allows these calls alone. A call that is not known, such as a later kernel's, does not exist.
   */
  void allowOnly(BitSet numbers, int action) {
    allowed = numbers;
    ofOthers = action;
  }

  /** Denies calls. Of two actions the lesser one is taken, as the kernel does with two filters. */
  void deny(BitSet numbers, int action) {
    numbers.stream().forEach(number -> denied.merge(number, action, Math::min));
  }

  /** Denies a call, or a group of calls. */
  void deny(String name, int action) {
    deny(calls.numbers(name), action);
  }

  /** Denies a call if its arguments are such. A call that this CPU lacks is passed over. */
  void deny(String name, List<Instruction> ifArguments) {
    Integer number = calls.number(name);
    if (number != null) {
      rules.computeIfAbsent(number, first -> new ArrayList<>()).addAll(ifArguments);
    }
  }

  /**
   * Whether no call of a group can be made, or not that call, whatever its arguments. A call that
   * this CPU lacks cannot be made anyway.
   */
  public boolean deniesAll(String name) {
    return calls.numbers(name).stream()
        .allMatch(
            number -> denied.containsKey(number) || (allowed != null && !allowed.get(number)));
  }

  /** The filter, as {@code struct sock_filter} one after another. */
  public byte[] toBytes() {
    BpfProgram program = new BpfProgram(calls.architecture());
    BitSet known = calls.known();
    for (int number = 0; number <= known.length(); number++) {
      program.add(number, treatment(number, known));
    }
    return program.toBytes();
  }

  private List<Instruction> treatment(int number, BitSet known) {
    Integer action = denied.get(number);
    if (allowed != null && !allowed.get(number)) {
      int ofList = known.get(number) ? ofOthers : Action.ENOSYS;
      action = action == null ? ofList : Math.min(action, ofList);
    }
    List<Instruction> code = new ArrayList<>();
    if (action == null) {
      code.addAll(rules.getOrDefault(number, Collections.emptyList()));
      action = Action.ALLOW;
    }
    code.add(Instruction.returning(action));
    return code;
  }
}
