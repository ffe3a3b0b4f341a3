package io.procex.agent.record;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where a tool takes secrets on its command line. */
final class Tool {
  private final List<ToolOption> options = new ArrayList<>();
  private final List<ToolPlace> places = new ArrayList<>();
  private final Set<String> harmless = new HashSet<>();
  private final Set<String> counted = new HashSet<>(); // options that count as a word
  // options without a value, if all others have one
  private final Set<String> flags = new HashSet<>();

  void add(ToolOption option) {
    options.add(option);
  }

  void add(ToolPlace place) {
    places.add(place);
  }

  void addHarmless(String name) {
    harmless.add(name);
  }

  void addCounted(String name) {
    counted.add(name);
  }

  void addFlag(String name) {
    flags.add(name);
  }

  /** Adds what another line says about the same tool. */
  Tool with(Tool other) {
    Tool both = new Tool();
    for (Tool tool : new Tool[] {this, other}) {
      both.options.addAll(tool.options);
      both.places.addAll(tool.places);
      both.harmless.addAll(tool.harmless);
      both.counted.addAll(tool.counted);
      both.flags.addAll(tool.flags);
    }
    return both;
  }

  /** Whether that option has no secret, whatever its name suggests. */
  boolean isHarmless(String word) {
    int equals = word.indexOf('=');
    return harmless.contains(equals < 0 ? word : word.substring(0, equals));
  }

  /** The option whose value is the next word; or null. */
  ToolOption optionBefore(String word, List<String> words) {
    for (ToolOption option : options) {
      if (option.hasNext(word) && option.isAmong(words)) {
        return option;
      }
    }
    return null;
  }

  /** The option whose value is within that word; or null. */
  ToolOption optionIn(String word, List<String> words) {
    for (ToolOption option : options) {
      if (option.value(word) >= 0 && option.isAmong(words)) {
        return option;
      }
    }
    return null;
  }

  /** Whether that option counts as a word when places are counted. */
  boolean isCounted(String word) {
    return counted.contains(word) || hasLetterOf(word, counted);
  }

  private static boolean hasLetterOf(String word, Set<String> names) {
    for (int i = 1; i < word.length() && word.charAt(1) != '-'; i++) {
      if (names.contains("~" + word.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the next word is the value of that option, about which nothing else is known. */
  boolean hasValueOf(String word) {
    return !flags.isEmpty() && word.indexOf('=') < 0 && !flags.contains(word) && !areFlags(word);
  }

  private boolean areFlags(String word) {
    for (int i = 1; i < word.length(); i++) {
      if (!flags.contains("-" + word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** What is at the next place that belongs to no option; null if nothing is known. */
  ToolPlace placeAfter(List<String> words) {
    for (ToolPlace place : places) {
      if (place.isAfter(words)) {
        return place;
      }
    }
    return null;
  }
}
