package io.procex.agent.rules;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large a regular expression becomes once its repetitions are written out, as the compiler
 * does: {@code ((a{1000}){1000}){1000}} would take all memory. An estimate: of each piece, not of
 * its characters.
 */
final class RegexSize {
  private static final long TOO_LARGE = 1L << 30;

  private final String regex;
  private final Deque<long[]> groups = new ArrayDeque<>(); // size so far, and of the last piece
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
      char c = regex.charAt(at++);
      if (c == '(') {
        groups.push(new long[2]);
      } else if (c == ')' && groups.size() > 1) {
        add(groups.pop()[0]);
      } else if (c == '{') {
        repeat(greatest());
      } else {
        skipRest(c);
        add(1);
      }
    }
    long size = 0;
    for (long[] group : groups) {
      size += group[0];
    }
    return size;
  }

  private void add(long size) {
    groups.peek()[0] = Math.min(TOO_LARGE, groups.peek()[0] + size);
    groups.peek()[1] = size;
  }

  private void repeat(long times) {
    long[] group = groups.peek();
    long more = Math.min(TOO_LARGE, group[1] * Math.max(0, times - 1));
    group[0] = Math.min(TOO_LARGE, group[0] + more);
    group[1] += more;
  }

  /** The greatest number up to the closing brace; 1 where that is no repetition. */
  private long greatest() {
    int end = regex.indexOf('}', at);
    String inside = end < 0 ? "" : regex.substring(at, end);
    if (!inside.matches("\\d{1,4}(,\\d{0,4})?")) {
      return 1;
    }
    long greatest = 0;
    for (String number : inside.split(",", 0)) {
      greatest = Math.max(greatest, Long.parseLong(number));
    }
    at = end + 1;
    return greatest;
  }

  /** What belongs to an escape, or to a class of characters. */
  private void skipRest(char c) {
    if (c == '\\') {
      char kind = at < regex.length() ? regex.charAt(at++) : ' ';
      boolean hasBraces = "pPx".indexOf(kind) >= 0 && regex.startsWith("{", at);
      at = hasBraces ? Math.max(at, regex.indexOf('}', at) + 1) : at;
    } else if (c == '[') {
      at = Math.min(regex.length(), at + 1); // a ] that stands first is one of the characters
      while (at < regex.length() && regex.charAt(at) != ']') {
        at += regex.charAt(at) == '\\' ? 2 : 1;
      }
      at = Math.min(regex.length(), at + 1);
    }
  }
}
