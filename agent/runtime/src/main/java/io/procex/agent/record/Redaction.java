package io.procex.agent.record;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Removes secrets from arguments, as OpenTelemetry requires before process.command_args may be
 * collected. It recognizes names ({@code --password x}, {@code token=x}), options of tools
 * (tools.txt), URLs with a password, headers, and the shapes of well-known keys. It also looks into
 * a command line within one argument, as in {@code sh -c}. The time grows with the length of the
 * text, up to a bound, and the text beyond the bound is hidden. A secret without any of these signs
 * cannot be recognized: {@code log.args=none} is for that.
 */
public final class Redaction {
  /** Replaces a secret. */
  public static final String REDACTED = "[REDACTED]";

  private final OwnSecrets own;

  /** Removes known secrets, and those that the operator has described; null if there are none. */
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

  /**
   * Returns a function that takes arguments one by one, the program first, and removes their
   * secrets.
   */
  public UnaryOperator<String> words() {
    return words(new Effort());
  }

  UnaryOperator<String> words(Effort effort) {
    SecretWords words = new SecretWords(new SecretText(own.tools(), effort), 0);
    return argument -> redact(argument, effort, words::next);
  }

  /** Removes the secrets from one text. */
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
   * The part of a text that is looked at. It ends at a blank, since half a secret cannot be
   * recognized.
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

  /** The part before the first blank, with a mark if something follows. */
  public static String firstWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        return text.substring(0, i) + " " + REDACTED;
      }
    }
    return text;
  }
}
