package io.procex.agent.record;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Goes through the words of a command, and hides those that are secrets because of the word before.
 */
final class SecretWords {
  /** What is known about the next word. */
  private enum Next {
    NOTHING,
    SECRET,
    /** The next word is a secret, unless it is an option. */
    SECRET_OF_A_WORD,
    USER_AND_PASSWORD,
    /** All words that follow are secrets. */
    SECRETS
  }

  private static final Pattern FLAG = Pattern.compile("--?[\\w.-]{1,128}");
  private static final Pattern SEPARATOR = Pattern.compile("[=:>]{1,8}");
  private static final Pattern USER = Pattern.compile("-u|-U|--user|--proxy-user");
  private static final Pattern USER_WITH_VALUE =
      Pattern.compile("(--(?:proxy-)?user=[^:]{0,128}:)(?!\\d{1,9}$).+", Pattern.DOTALL);
  private static final Pattern GROUP = Pattern.compile("\\d{1,9}");

  /** A value that was hidden before, in quotes. */
  private static final Pattern HIDDEN =
      Pattern.compile(Pattern.quote(Redaction.REDACTED) + "[\\]}),;]{0,8}");

  private final SecretText text;
  private final ToolWords tools;
  private final int depth;
  private Next next = Next.NOTHING;
  private boolean isBehindFlag;

  /**
   * Starts a command.
   *
   * @param depth how many commands this one is nested in
   */
  SecretWords(SecretText text, int depth) {
    this.text = text;
    this.tools = new ToolWords(text.tools());
    this.depth = depth;
  }

  /** Hides what is printed into another program: {@code echo x | passwd --stdin}. */
  void hidePrinted() {
    tools.hidePrinted();
  }

  /** Takes the next word, and returns it without its secrets. */
  String next(String word) {
    if (ToolWords.isOperator(word)) {
      next = Next.NOTHING;
      tools.endCommand();
      return word;
    }
    switch (next) {
      case SECRETS:
        return Redaction.REDACTED;
      case SECRET_OF_A_WORD:
        next = word.startsWith("-") ? Next.NOTHING : Next.SECRET;
        return next(word);
      case SECRET:
        return secret(word);
      case USER_AND_PASSWORD:
        next = Next.NOTHING;
        int colon = word.indexOf(':');
        return colon < 0
                || word.startsWith("//", colon + 1)
                || GROUP.matcher(word.substring(colon + 1)).matches()
            ? word(word)
            : word.substring(0, colon + 1) + Redaction.REDACTED;
      default:
        return word(word);
    }
  }

  /**
   * Hides a secret. After {@code password =} and {@code Authorization: Bearer}, the secret is the
   * next word.
   */
  private String secret(String word) {
    if (SEPARATOR.matcher(word).matches()) {
      return word;
    }
    if (!SecretNames.isScheme(word) && !isNameOfSecret(word)) {
      next = Next.NOTHING;
    }
    tools.taken(word, isBehindFlag);
    return HIDDEN.matcher(word).matches() ? word : Redaction.REDACTED;
  }

  private static boolean isNameOfSecret(String word) {
    return isFlag(word) ? SecretNames.tells(word) : SecretNames.tellsAlone(word);
  }

  private static boolean isFlag(String word) {
    return FLAG.matcher(word).matches();
  }

  private String word(String word) {
    String hidden = tools.next(word);
    if (hidden != null) {
      return hidden;
    }
    if (!tools.isUnderstood() && !tools.isProgram()) {
      if (isNameOfSecret(word) && (isFlag(word) || !tools.areWordsPlain())) {
        isBehindFlag = isFlag(word);
        next = isBehindFlag ? Next.SECRET : Next.SECRET_OF_A_WORD;
        return word;
      }
      if (USER.matcher(word).matches()) {
        next = Next.USER_AND_PASSWORD;
        return word;
      }
    }
    return tools.isHarmless() ? word : other(word);
  }

  private String other(String word) {
    Matcher user = word.startsWith("--") ? USER_WITH_VALUE.matcher(word) : null;
    if (user != null && user.matches()) {
      return user.group(1) + Redaction.REDACTED;
    }
    String open = text.openName(word);
    if (open != null) {
      next = SecretNames.isHeader(open) ? Next.SECRETS : Next.SECRET;
    }
    return text.within(word, depth);
  }
}
