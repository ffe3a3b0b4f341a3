package io.procex.agent.rules;

import io.procex.agent.settings.Values;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Rules that a test has written down. */
final class TextRules {
  private TextRules() {}

  /** Values of an agent with {@code key=value} each. */
  static Values values(String... settings) {
    return new Values() {
      @Override
      public String text(String key) {
        for (String setting : settings) {
          if (setting.startsWith(key + "=")) {
            return setting.substring(key.length() + 1);
          }
        }
        return null;
      }

      @Override
      public String malformed(String key, String expected) {
        return key + ": " + expected;
      }
    };
  }

  static Rules of(String... lines) throws Exception {
    return over(values(), lines);
  }

  static Rules over(Values values, String... lines) throws Exception {
    return ofBytes(values, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  static Rules ofBytes(Values values, byte[] bytes) throws Exception {
    Path file = Files.createTempFile("rules", ".yaml");
    try {
      Files.write(file, bytes);
      return Rules.read(file, values);
    } finally {
      Files.delete(file);
    }
  }

  /** Each as {@code LINE:COLUMN: reason}. */
  static List<String> problems(String... lines) throws Exception {
    return problems(values(), String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  static List<String> problems(Values values, byte[] bytes) throws Exception {
    try {
      ofBytes(values, bytes);
      return Collections.emptyList();
    } catch (RulesException e) {
      String[] found = e.problems().toArray(new String[0]);
      for (int i = 0; i < found.length; i++) {
        found[i] = found[i].substring(found[i].indexOf(".yaml:") + ".yaml:".length());
      }
      return Arrays.asList(found);
    }
  }

  /** A launch by {@code com.example.App}. */
  static LaunchFacts launch(String executable, String... arguments) {
    return LaunchFacts.ofTexts(
        executable,
        Collections.emptyList(),
        executable,
        Arrays.asList(arguments),
        () -> "com.example.App");
  }

  static LaunchFacts script(String executable, String... interpreters) {
    return LaunchFacts.ofTexts(
        executable,
        Arrays.asList(interpreters),
        executable,
        Collections.emptyList(),
        () -> "com.example.App");
  }
}
