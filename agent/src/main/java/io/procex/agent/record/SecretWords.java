package io.procex.agent.record;

import java.util.regex.Pattern;

/** Goes through the words of a command, and hides those that are secrets by what stands before. */
final class SecretWords {
  /** What is known of the next word. */
  private enum Next {
    NOTHING,
    SECRET,
    USER_AND_PASSWORD,
    /** It and all that follow. */
    SECRETS
  }

  private static final Pattern FLAG = Pattern.compile("--?[\\w.-]+");
  private static final Pattern SEPARATOR = Pattern.compile("[=:>]+");

  /** What was hidden before, in quotes. */
  private static final Pattern HIDDEN =
      Pattern.compile(Pattern.quote(Redaction.REDACTED) + "[\\]}),;]*");

  private final ProgramFlags flags = new ProgramFlags();
  private final int depth;
  private Next next = Next.NOTHING;

  /**
   * Begins a command.
   *
   * @param depth of commands within words of commands
   */
  SecretWords(int depth) {
    this.depth = depth;
  }

  /** The program, whose name may be that of a secret: {@code passwd root}. */
  String program(String word) {
    flags.note(word);
    return Redaction.within(word, depth);
  }

  /** The next word, without its secrets. */
  String next(String word) {
    switch (next) {
      case SECRETS:
        return Redaction.REDACTED;
      case SECRET:
        return secret(word);
      case USER_AND_PASSWORD:
        next = Next.NOTHING;
        int colon = word.indexOf(':');
        return colon < 0 ? word(word) : word.substring(0, colon + 1) + Redaction.REDACTED;
      default:
        return word(word);
    }
  }

  /** After {@code password =} and {@code Authorization: Bearer} the secret is still to come. */
  private String secret(String word) {
    if (SEPARATOR.matcher(word).matches()) {
      return word;
    }
    if (!SecretNames.isScheme(word) && !isNameOfSecret(word)) {
      next = Next.NOTHING;
    }
    return HIDDEN.matcher(word).matches() ? word : Redaction.REDACTED;
  }

  private static boolean isNameOfSecret(String word) {
    return FLAG.matcher(word).matches() ? SecretNames.tells(word) : SecretNames.tellsAlone(word);
  }

  private String word(String word) {
    String hidden = flags.isSecret(word) ? null : flags.hide(word);
    if (flags.isSecret(word) || isNameOfSecret(word)) {
      next = Next.SECRET;
      return hidden == null ? word : hidden;
    }
    if (flags.isUser(word)) {
      next = Next.USER_AND_PASSWORD;
      return word;
    }
    return hidden == null ? other(word) : hidden;
  }

  private String other(String word) {
    flags.note(word);
    String open = NamedValues.openName(word);
    if (open != null) {
      next = SecretNames.isHeader(open) ? Next.SECRETS : Next.SECRET;
    }
    return Redaction.within(word, depth);
  }
}
