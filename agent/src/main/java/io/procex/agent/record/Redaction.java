package io.procex.agent.record;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of arguments, as OpenTelemetry asks for before process.command_args may be
 * collected. It knows names ({@code --password x}, {@code token=x}), flags of some programs, URLs
 * with a password, headers, and the shapes of well-known keys; also in a command line within one
 * argument, as of {@code sh -c}. In doubt it hides. Its time grows with the length of the text
 * alone. What it cannot know is a secret without any of these: {@code log.args=none} is for that.
 */
public final class Redaction {
  /** Stands for what was there. */
  public static final String REDACTED = "[REDACTED]";

  /** Commands within words of commands; what lies deeper is hidden whole. */
  private static final int DEEPEST = 4;

  /** No kernel takes more as one argument (MAX_ARG_STRLEN). */
  private static final int LONGEST = 128 * 1024;

  private final Pattern own;

  /** With one more pattern, of which every match is taken out whole; or null. */
  public Redaction(Pattern own) {
    this.own = own;
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
    return new UnaryOperator<String>() {
      private SecretWords words;

      @Override
      public String apply(String argument) {
        String word = withoutOwn(argument);
        if (words != null) {
          return words.next(word);
        }
        words = new SecretWords(0);
        return words.program(word);
      }
    };
  }

  /** One text without secrets. */
  public String redactWithin(String text) {
    return within(withoutOwn(text), 0);
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

  private String withoutOwn(String text) {
    return own == null ? text : own.matcher(text).replaceAll(Matcher.quoteReplacement(REDACTED));
  }

  /** One word, which may be a command line itself. */
  static String within(String word, int depth) {
    if (depth > DEEPEST || word.length() > LONGEST) {
      return REDACTED;
    }
    String value = NamedValues.hideFirst(word);
    if (value != null) {
      return value;
    }
    String result = NamedValues.hideQuoted(UrlPasswords.hide(SecretShapes.hide(word)));
    return ShellWords.hasBlank(result)
        ? withinCommand(result, depth)
        : NamedValues.hideUnquoted(result);
  }

  /** A word in which nothing was to hide stays as it was written. */
  private static String withinCommand(String text, int depth) {
    SecretWords secrets = new SecretWords(depth + 1);
    ShellWords words = new ShellWords(text);
    StringBuilder result = new StringBuilder();
    int copied = 0;
    while (words.next()) {
      String shown = secrets.next(words.word());
      if (!shown.equals(words.word())) {
        result.append(text, copied, words.start()).append(shown);
        copied = words.end();
      }
    }
    return result.append(text, copied, text.length()).toString();
  }
}
