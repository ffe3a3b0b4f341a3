package io.procex.agent.rules;

import io.procex.agent.record.Printable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what is wrong with a file. */
final class Problems {
  private static final int MOST_CHARACTERS = 60;
  private static final int MOST = 100;

  private final String file;
  private final SortedMap<Place, Set<String>> sentences = new TreeMap<>();
  private int count;

  Problems(String file) {
    this.file = Printable.of(file);
  }

  /** Notes a problem. Returns the sentence. */
  String add(Place place, String reason) {
    String sentence = file + ":" + place + ": " + reason;
    if (count++ < MOST) {
      sentences.computeIfAbsent(place, here -> new LinkedHashSet<>()).add(sentence);
    }
    return sentence;
  }

  /** Quotes a part of the file for a sentence. It may be any text, of any length. */
  static String quoted(String text) {
    String shown =
        text.codePointCount(0, text.length()) <= MOST_CHARACTERS
            ? text
            : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS)) + "...";
    return "'" + Printable.of(shown) + "'";
  }

  /**
   * Ends the reading if there are problems.
   *
   * @throws RulesException with all problems
   */
  void check() throws RulesException {
    if (!sentences.isEmpty()) {
      throw new RulesException(sorted());
    }
  }

  private List<String> sorted() {
    List<String> all = new ArrayList<>();
    sentences.values().forEach(all::addAll);
    return all;
  }

  /**
   * Adds a problem after which nothing more can be read. Returns an exception with all problems.
   */
  RulesException fatal(Place place, String reason) {
    add(place, reason);
    return new RulesException(sorted());
  }
}
