package io.procex.agent.filter;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * A list of calls and groups as systemd's SystemCallFilter has it. The words behind one with a
 * tilde are taken out. A word may say how its calls fail: {@code @mount:EPERM}.
 */
public final class CallList {
  private static final String ALWAYS = "@default";

  private final SystemCalls calls;
  private final ToIntFunction<String> actionOf;
  private final int action;
  private final BitSet named = new BitSet();
  private final Map<Integer, Integer> failing = new HashMap<>();

  private CallList(SystemCalls calls, ToIntFunction<String> actionOf, int action) {
    this.calls = calls;
    this.actionOf = actionOf;
    this.action = action;
  }

  /**
   * Adds a list to a filter, or throws IllegalArgumentException.
   *
   * @param action what is done with a call that the list denies
   * @param actionOf reads what a word has behind its colon
   */
  public static void add(
      List<String> words, CallFilter filter, int action, ToIntFunction<String> actionOf) {
    CallList list = new CallList(filter.calls(), actionOf, action);
    if (words.get(0).startsWith("~")) {
      list.deny(words, filter);
    } else {
      list.allow(words, filter);
    }
  }

  private void deny(List<String> words, CallFilter filter) {
    for (String word : words) {
      BitSet numbers = take(word.startsWith("~") ? word.substring(1) : word, action);
      named.or(numbers);
    }
    refuseIfNeeded(named);
    failing.forEach((number, how) -> filter.deny(one(number), how));
  }

  private void allow(List<String> words, CallFilter filter) {
    named.or(calls.numbers(ALWAYS));
    boolean takesOut = false;
    for (String word : words) {
      boolean begins = word.startsWith("~");
      takesOut |= begins;
      String name = begins ? word.substring(1) : word;
      if (takesOut || name.indexOf(':') >= 0) {
        named.andNot(take(name, action));
      } else {
        BitSet numbers = calls.numbers(name);
        named.or(numbers);
        numbers.stream().forEach(failing::remove);
      }
    }
    BitSet others = calls.known();
    others.andNot(named);
    refuseIfNeeded(others);
    failing.forEach(
        (number, how) -> {
          filter.deny(one(number), how);
          named.set(number);
        });
    filter.allowOnly(named, action);
  }

  /** Notes how the calls of a word fail; their numbers. */
  private BitSet take(String word, int otherwise) {
    int colon = word.indexOf(':');
    int how = colon < 0 ? otherwise : actionOf.applyAsInt(word.substring(colon + 1));
    BitSet numbers = calls.numbers(colon < 0 ? word : word.substring(0, colon));
    numbers.stream().forEach(number -> failing.put(number, how));
    return numbers;
  }

  private void refuseIfNeeded(BitSet deniedCalls) {
    for (String name : new String[] {"execve", "exit_group"}) {
      if (deniedCalls.get(calls.number(name))) {
        throw new IllegalArgumentException("nothing could be launched without " + name);
      }
    }
  }

  private static BitSet one(int number) {
    BitSet one = new BitSet();
    one.set(number);
    return one;
  }
}
