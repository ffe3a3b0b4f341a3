package io.procex.agent.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Secrets that the operator has described, beside the known ones: the option log.redact. */
public final class OwnSecrets {
  /** The prefix for a file of tools and patterns; without it, the text is a pattern. */
  private static final String FILE = "tools:";

  private static final String PATTERN = "pattern: ";
  private static final int MOST_BYTES = 1 << 20;

  private final String text;
  private final List<Pattern> patterns = new ArrayList<>();
  private final Tools tools = new Tools();

  private OwnSecrets(String text) {
    this.text = text;
  }

  /** No secrets. */
  static OwnSecrets none() {
    return new OwnSecrets("");
  }

  /**
   * Reads the option.
   *
   * @throws IllegalArgumentException if it is malformed; the message says why
   */
  public static OwnSecrets of(String text) {
    OwnSecrets secrets = new OwnSecrets(text);
    if (!text.startsWith(FILE)) {
      secrets.addPattern(text);
      return secrets;
    }
    int number = 0;
    for (String line : lines(text.substring(FILE.length()))) {
      number++;
      try {
        secrets.addLine(line);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
      }
    }
    return secrets;
  }

  private static List<String> lines(String file) {
    try {
      if (Files.size(Paths.get(file)) > MOST_BYTES) {
        throw new IllegalArgumentException("the file has more than 1 MiB");
      }
      return Files.readAllLines(Paths.get(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException("the file cannot be read: " + e, e);
    }
  }

  private void addLine(String line) {
    if (line.startsWith(PATTERN)) {
      addPattern(line.substring(PATTERN.length()));
    } else {
      tools.add(line);
    }
  }

  private void addPattern(String regex) {
    try {
      patterns.add(Pattern.compile(regex));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("not a regular expression: " + e.getDescription(), e);
    }
  }

  Tools tools() {
    return tools;
  }

  /** The text without the parts that a pattern matches. */
  String hide(String given) {
    String result = given;
    for (Pattern pattern : patterns) {
      result = pattern.matcher(result).replaceAll(Matcher.quoteReplacement(Redaction.REDACTED));
    }
    return result;
  }

  /** The option as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
