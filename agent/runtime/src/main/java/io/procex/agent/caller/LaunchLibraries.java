package io.procex.agent.caller;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Knows the launch libraries by the names of their classes: launch-libraries.txt. */
final class LaunchLibraries {
  private static final NavigableSet<String> PREFIXES = read();

  private LaunchLibraries() {}

  private static NavigableSet<String> read() {
    NavigableSet<String> prefixes = new TreeSet<>();
    try (InputStream in = LaunchLibraries.class.getResourceAsStream("launch-libraries.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line;
      while ((line = reader.readLine()) != null) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          prefixes.add(line);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return prefixes;
  }

  static Iterable<String> prefixes() {
    return PREFIXES;
  }

  /**
   * Whether the class is in the list. No entry begins with another one, so only the entry before it
   * has to be compared.
   */
  static boolean contains(String className) {
    String prefix = PREFIXES.floor(className);
    if (prefix == null || !className.startsWith(prefix)) {
      return false;
    }
    return prefix.endsWith(".")
        || className.length() == prefix.length()
        || className.charAt(prefix.length()) == '$';
  }
}
