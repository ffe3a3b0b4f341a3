package io.procex.agent.rules;

import io.procex.agent.rules.YamlNode.Kind;
import io.procex.agent.shared.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of a mapping by their keys. Mistakes in it are noted. */
final class Mapping {
  private final Map<String, YamlNode> values = new LinkedHashMap<>();
  private final Problems problems;
  private final Place place;

  /**
   * Reads the known keys, each of which may appear once.
   *
   * @param what what the mapping is, for sentences
   */
  Mapping(YamlNode node, String what, List<String> known, Problems problems) {
    this.problems = problems;
    this.place = node.place;
    if (node.kind != Kind.MAPPING) {
      problems.add(node.place, what + " is " + node.label() + ", not a mapping of keys to values");
    }
    for (YamlNode.Entry entry : node.entries) {
      add(entry, what, known);
    }
  }

  private void add(YamlNode.Entry entry, String what, List<String> known) {
    String key = entry.key.text;
    if (key == null) {
      problems.add(entry.key.place, "a key of " + what + " is " + entry.key.label());
    } else if (!known.contains(key)) {
      String reason = "unknown key " + Problems.quoted(key) + " in " + what;
      problems.add(entry.key.place, reason + NearestName.hint(key, known));
    } else if (values.containsKey(key)) {
      problems.add(entry.key.place, "the key '" + key + "' is there twice in " + what);
    } else {
      values.put(key, entry.value);
    }
  }

  Place place() {
    return place;
  }

  /** The value of a key, or null. */
  YamlNode get(String key) {
    return values.get(key);
  }

  /** The place of a key's value; if the key is missing, that of the mapping. */
  Place placeOf(String key) {
    YamlNode value = values.get(key);
    return value == null ? place : value.place;
  }

  /** The keys that are present. */
  Iterable<String> keys() {
    return values.keySet();
  }

  void problem(String key, String reason) {
    problems.add(placeOf(key), reason);
  }

  /** The text of a scalar; null if the key is missing. */
  String text(String key) {
    YamlNode value = values.get(key);
    return value == null ? null : scalar(key, value);
  }

  /** One of the words; the first one if the key is missing. */
  String word(String key, String... words) {
    String text = text(key);
    if (text == null || Arrays.asList(words).contains(text)) {
      return text == null ? words[0] : text;
    }
    String hint = NearestName.hint(text, Arrays.asList(words));
    String expected = ": expected one of " + String.join(", ", words);
    problem(key, key + " is " + Problems.quoted(text) + (hint.isEmpty() ? expected : hint));
    return words[0];
  }

  /** The scalars of a list, or a single scalar; empty if the key is missing. */
  List<YamlNode> scalars(String key) {
    YamlNode value = values.get(key);
    List<YamlNode> found = new ArrayList<>();
    if (value == null) {
      return found;
    }
    List<YamlNode> items = value.kind == Kind.LIST ? value.items : Collections.singletonList(value);
    for (YamlNode item : items) {
      if (scalar(key, item) != null) {
        found.add(item);
      }
    }
    if (items.isEmpty()) {
      problem(key, "the list of " + key + " is empty: leave the key out, or name something");
    }
    return found;
  }

  private String scalar(String key, YamlNode value) {
    if (value.kind == Kind.SCALAR && !value.isNull) {
      return value.text;
    }
    problems.add(value.place, key + " is " + value.label() + ": expected a text");
    return null;
  }
}
