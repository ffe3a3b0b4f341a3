package io.procex.agent.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Globs of which one has to match. Without any, everything matches. */
final class Globs {
  static final char PATHS = '/';
  static final char CLASSES = '.';

  private final List<Glob> globs = new ArrayList<>();

  private Globs() {}

  /** Reads the globs under a key. */
  static Globs read(Mapping rule, String key, char separator, Problems problems) {
    Globs all = new Globs();
    for (YamlNode item : rule.scalars(key)) {
      try {
        all.globs.add(Glob.of(item.text, separator));
      } catch (IllegalArgumentException e) {
        problems.add(
            item.place,
            key + " has the glob " + Problems.quoted(item.text) + ": " + e.getMessage());
      }
    }
    return all;
  }

  /** Reads globs of absolute paths: any other glob would match no file. */
  static Globs readPaths(Mapping rule, String key, Problems problems) {
    Globs all = read(rule, key, PATHS, problems);
    for (Glob glob : all.globs) {
      String text = glob.toString();
      if (!text.startsWith("/") && !text.startsWith("**")) {
        String expected = ": expected a path that begins with / or **";
        rule.problem(key, key + " has the glob " + Problems.quoted(text) + expected);
      }
    }
    return all;
  }

  List<Glob> all() {
    return Collections.unmodifiableList(globs);
  }

  boolean areAbsent() {
    return globs.isEmpty();
  }

  boolean match(String name) {
    for (Glob glob : globs) {
      if (glob.matches(name)) {
        return true;
      }
    }
    return globs.isEmpty();
  }

  /** Whether a glob matches one of the names. */
  boolean matchAny(List<String> names) {
    for (String name : names) {
      if (match(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return globs.size() == 1 ? globs.get(0).toString() : globs.toString();
  }
}
