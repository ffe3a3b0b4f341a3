package io.procex.agent.security;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** One of the things that {@code systemd-analyze security} looks at. */
final class Assessment {
  private static final List<Assessment> ALL = read();

  final String name;
  final int weight;
  final int range;
  final Measure measure;

  /** What a child could do if the assessment is bad, for people. */
  final String could;

  private final List<String> words;
  private final Equivalent equivalent; // null for none
  private final List<String> wordsOfEquivalent;

  private Assessment(String... columns) {
    name = columns[0];
    weight = Integer.parseInt(columns[1]);
    range = Integer.parseInt(columns[2]);
    measure = Measure.valueOf(constant(columns[3]));
    words = words(columns[4]);
    List<String> also = words(columns[5]);
    equivalent = also.isEmpty() ? null : Equivalent.valueOf(constant(also.get(0)));
    wordsOfEquivalent = also.subList(Math.min(1, also.size()), also.size());
    could = columns[6];
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static List<String> words(String column) {
    return column.isEmpty() ? Collections.emptyList() : Arrays.asList(column.split(" ", -1));
  }

  private static List<Assessment> read() {
    List<Assessment> all = new ArrayList<>();
    for (String[] row : Table.rows("assessments.txt")) {
      all.add(new Assessment(row));
    }
    return Collections.unmodifiableList(all);
  }

  /** All of them, in systemd's order. */
  static List<Assessment> all() {
    return ALL;
  }

  /** How bad it is by the settings' names alone; or {@link Measure#NOT_APPLICABLE}. */
  int badnessByName(Child child) {
    return measure.badness(child, words, range);
  }

  /** How bad it is, whichever of the agent's settings makes it better. */
  int badness(Child child) {
    boolean isSkipped = measure == Measure.CAPABILITIES && !child.jvm().canDropCapabilities();
    int alone = isSkipped ? range : badnessByName(child);
    return alone <= 0 || equivalent == null
        ? alone
        : Math.min(alone, equivalent.badness(child, wordsOfEquivalent, range));
  }

  /** The part of the weight that a badness counts, as systemd rounds it. */
  int weightOf(int badness) {
    return (badness * weight + range - 1) / range;
  }
}
