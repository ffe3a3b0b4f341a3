package io.procex.agent.diagnostics;

import io.procex.agent.record.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The arguments of a launch, as many as a record has room for. Secrets are removed before arguments
 * are cut, since half a secret cannot be recognized.
 */
final class ShownArguments {
  /** Characters of all arguments together. A record has to fit into one datagram. */
  private static final int MOST = 8 * 1024;

  private final UnaryOperator<String> redaction;
  private final List<String> list = new ArrayList<>();
  private final int mostOfEach;
  private int room;
  private long cut;

  /** Starts without arguments. A null redaction removes no secrets. */
  ShownArguments(Redaction redaction) {
    this(redaction, MOST, MOST);
  }

  /**
   * Starts without arguments, and with room for so many characters, of which each argument may take
   * a part: a long one leaves room for those after it.
   */
  ShownArguments(Redaction redaction, int most, int mostOfEach) {
    this.redaction = redaction == null ? UnaryOperator.identity() : redaction.words();
    this.room = most;
    this.mostOfEach = mostOfEach;
  }

  /** Adds the program and the arguments after it, each of which ends with a NUL. */
  void addAll(byte[] program, byte[] block) {
    add(NativeText.of(program));
    for (int start = 0; start < block.length; ) {
      if (room <= 0) {
        cut += block.length - start;
        return;
      }
      int end = NativeText.endOf(block, start, block.length);
      add(NativeText.text(block, start, end));
      start = end + 1;
    }
  }

  private void add(String argument) {
    String shown = redaction.apply(argument);
    int end = Math.min(shown.length(), Math.min(room, mostOfEach));
    if (end < shown.length()) {
      end -= end > 0 && Character.isHighSurrogate(shown.charAt(end - 1)) ? 1 : 0;
      cut += shown.substring(end).getBytes(StandardCharsets.UTF_8).length;
    }
    list.add(shown.substring(0, end));
    room -= Math.min(shown.length(), mostOfEach) + 1;
  }

  /** The arguments that there was room for. */
  List<String> list() {
    return list;
  }

  /** The number of bytes that were left out. */
  long cut() {
    return cut;
  }
}
