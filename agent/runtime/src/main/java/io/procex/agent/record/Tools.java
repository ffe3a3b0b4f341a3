package io.procex.agent.record;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The tools that take secrets, by name: those in tools.txt, and the operator's own. */
final class Tools {
  private static final int LONGEST_NAME = 64;

  private final Map<String, Tool> added = new HashMap<>();

  /** Adds a line in the format of tools.txt. Throws IllegalArgumentException if it is malformed. */
  void add(String line) {
    ToolLine.read(line, added);
  }

  /** The tool that a word runs; null if none is known. */
  Tool named(String word) {
    String name = name(word);
    Tool own = get(added::get, name);
    Tool known = get(BuiltInTools::get, name);
    return own == null || known == null ? (own == null ? known : own) : known.with(own);
  }

  /** Finds a tool, also with a version after its name: psql-15, 7z2, docker:24. */
  private static Tool get(Function<String, Tool> tools, String name) {
    Tool exact = tools.apply(name);
    return exact == null ? tools.apply(withoutVersion(name)) : exact;
  }

  private static String name(String word) {
    int start = word.lastIndexOf('/') + 1;
    start = Math.max(start, word.lastIndexOf('\\') + 1);
    while (start < word.length() && "(`${@".indexOf(word.charAt(start)) >= 0) {
      start++; // skips the signs in $(mysql ..., in `mysql ...`, and in make's @mysql
    }
    int end = Math.min(word.length(), start + LONGEST_NAME);
    String name = word.substring(start, end);
    for (String ending : new String[] {".exe", ".cmd", ".bat", ".sh", ".py"}) {
      if (name.toLowerCase(Locale.ROOT).endsWith(ending)) {
        return name.substring(0, name.length() - ending.length());
      }
    }
    return name;
  }

  private static String withoutVersion(String name) {
    int end = name.indexOf(':') > 0 ? name.indexOf(':') : name.length();
    while (end > 1 && "0123456789.-".indexOf(name.charAt(end - 1)) >= 0) {
      end--;
    }
    return name.substring(0, end);
  }
}
