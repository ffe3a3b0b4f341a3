package io.procex.agent.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Estimates the size of a regular expression once its repetitions are written out, as the compiler
 * does: {@code ((a{1000}){1000}){1000}} would take all memory. It counts pieces. It must find the
 * same pieces as the compiler: a bracket in a class or a quote must not separate a repetition from
 * its piece.
 */
final class RegexSize {
  private static final long TOO_LARGE = 1L << 30;
  private static final int OF_GROUP = 2; // its beginning and its end

  /** Groups with flags only. A repetition after one applies to the piece before it. */
  private static final Pattern FLAGS = Pattern.compile("\\(\\?[A-Za-z-]*\\)");

  private static final Pattern REPETITION = Pattern.compile("\\{(\\d{1,4})(?:,(\\d{0,4}))?\\}");

  private final String regex;
  // for each open group: its size so far, and that of its last piece
  private final Deque<long[]> groups = new ArrayDeque<>();
  private int at;

  private RegexSize(String regex) {
    this.regex = regex;
  }

  /** The number of pieces. */
  static long of(String regex) {
    return new RegexSize(regex).measure();
  }

  private long measure() {
    groups.push(new long[2]);
    while (at < regex.length()) {
      piece();
    }
    long size = 0;
    for (long[] group : groups) {
      size += group[0];
    }
    return size;
  }

  private void piece() {
    Matcher repetition = here(REPETITION);
    char c = regex.charAt(at);
    if (repetition.lookingAt()) {
      at = repetition.end();
      repeat(Math.max(number(repetition.group(1)), number(repetition.group(2))));
    } else if (here(FLAGS).lookingAt()) {
      at = regex.indexOf(')', at) + 1;
    } else if (regex.startsWith("\\Q", at)) {
      quote();
    } else if (c == '(') {
      at++;
      groups.push(new long[2]);
    } else if (c == ')' && groups.size() > 1) {
      at++;
      add(groups.pop()[0] + OF_GROUP);
    } else if ("*+?".indexOf(c) >= 0) {
      at++;
      grow(1);
    } else {
      at = c == '[' ? RegexClass.end(regex, at) : RegexClass.endOfCharacter(regex, at);
      add(1);
    }
  }

  private Matcher here(Pattern pattern) {
    return pattern.matcher(regex).region(at, regex.length());
  }

  private static long number(String digits) {
    return digits == null || digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  /** Counts each character of a quote as a piece. */
  private void quote() {
    int end = regex.indexOf("\\E", at + 2);
    int last = end < 0 ? regex.length() : end;
    for (int i = at + 2; i < last; i++) {
      add(1);
    }
    at = end < 0 ? last : end + 2;
  }

  private void add(long size) {
    groups.peek()[0] = Math.min(TOO_LARGE, groups.peek()[0] + size);
    groups.peek()[1] = size;
  }

  private void repeat(long times) {
    grow(groups.peek()[1] * Math.max(0, times - 1));
  }

  /** Makes the last piece larger. */
  private void grow(long more) {
    long[] group = groups.peek();
    group[0] = Math.min(TOO_LARGE, group[0] + more);
    group[1] = Math.min(TOO_LARGE, group[1] + more);
  }
}
