package io.procex.agent.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A value in the file, with its place: a scalar, a list, or a mapping whose keys are in order. */
final class YamlNode {
  /** The kinds of values. */
  enum Kind {
    SCALAR("a single value"),
    LIST("a list"),
    MAPPING("a mapping");

    final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  /** One key and its value. */
  static final class Entry {
    final YamlNode key;
    final YamlNode value;

    Entry(YamlNode key, YamlNode value) {
      this.key = key;
      this.value = value;
    }
  }

  private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");

  final Place place;
  final Kind kind;
  final String text; // of a scalar
  final boolean isNull;
  final List<YamlNode> items = new ArrayList<>();
  final List<Entry> entries = new ArrayList<>();

  /** A list or a mapping. */
  YamlNode(Place place, Kind kind) {
    this.place = place;
    this.kind = kind;
    this.text = null;
    this.isNull = false;
  }

  /** A scalar. Without quotes, some words mean that there is no value. */
  YamlNode(Place place, String text, boolean isPlain) {
    this.place = place;
    this.kind = Kind.SCALAR;
    this.text = text;
    this.isNull = isPlain && NULL.matcher(text).matches();
  }

  /** Its kind, for people. */
  String label() {
    return isNull ? "nothing" : kind.label;
  }
}
