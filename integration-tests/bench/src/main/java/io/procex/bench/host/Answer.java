package io.procex.bench.host;

import java.util.StringJoiner;
import java.util.stream.LongStream;

/** What a host has measured, as the driver reads it: a line for each kind of figure, and an end. */
public final class Answer {
  public static final String END = "end";

  private final StringBuilder lines = new StringBuilder();

  void add(String name, long value) {
    add(name, LongStream.of(value));
  }

  void add(String name, LongStream values) {
    StringJoiner line = new StringJoiner(" ", "", "\n").add(name);
    values.forEach(value -> line.add(Long.toString(value)));
    lines.append(line);
  }

  void print() {
    System.out.println(lines + END);
  }
}
