package io.procex.agent.record;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Takes secrets out of arguments, as OpenTelemetry asks for before process.command_args may be
 * collected. It knows names ({@code --password x}, {@code token=x}), how tools take them
 * (tools.txt), URLs with a password, headers, and the shapes of well-known keys; also in a command
 * line within one argument, as of {@code sh -c}. Its time grows with the length of the text, up to
 * a bound; what lies beyond is hidden. What it cannot know is a secret without any of these: {@code
 * log.args=none} is for that.
 */
public final class Redaction {
  /** Stands for what was there. */
  public static final String REDACTED = "[REDACTED]";

  private final OwnSecrets own;

  /** Redacts what is known, and what an operator has named; null for nothing. */
  public Redaction(OwnSecrets own) {
    this.own = own == null ? OwnSecrets.none() : own;
  }

  /** The arguments without secrets; the first is the program. */
  public List<String> redact(List<String> arguments) {
    UnaryOperator<String> words = words();
    List<String> result = new ArrayList<>(arguments.size());
    for (String argument : arguments) {
      result.add(words.apply(argument));
    }
    return result;
  }

  /** Takes arguments one after the other, the program first, and returns each without secrets. */
  public UnaryOperator<String> words() {
    return words(new Effort());
  }

  UnaryOperator<String> words(Effort effort) {
    SecretWords words = new SecretWords(new SecretText(own.tools(), effort), 0);
    return argument -> redact(argument, effort, words::next);
  }

  /** One text without secrets. */
  public String redactWithin(String text) {
    Effort effort = new Effort();
    return redact(text, effort, given -> new SecretText(own.tools(), effort).within(given, 0));
  }

  private String redact(String text, Effort effort, UnaryOperator<String> hide) {
    String given = effort.isSpent() ? text : own.hide(text);
    String looked = within(given, effort);
    String shown = looked.isEmpty() && !given.isEmpty() ? "" : hide.apply(looked);
    return looked.length() < given.length() ? shown + REDACTED : shown;
  }

  /**
   * The part of a text that is looked at: it ends at a blank, because half a secret is not seen to
   * be one.
   */
  private static String within(String text, Effort effort) {
    int end = effort.take(text.length());
    if (end == text.length()) {
      return text;
    }
    while (end > 0 && !Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** What stands before the first blank, and that something stood behind it. */
  public static String firstWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        return text.substring(0, i) + " " + REDACTED;
      }
    }
    return text;
  }
}
