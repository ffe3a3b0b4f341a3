package io.procex.agent.record;

import java.util.regex.Pattern;

/** Hides secrets within one word or text of a record. */
final class SecretText {
  /** The depth of commands within commands; a deeper one is hidden completely. */
  private static final int DEEPEST = 4;

  /** Programs that read a secret from a pipe, with the command that prints it into the pipe. */
  private static final Pattern READS_A_SECRET =
      Pattern.compile(
          "\\|\\s{0,8}(?:sudo\\s{1,8})?(?:chpasswd|smbpasswd|passwd|htpasswd|cryptsetup|vault|kinit)\\b"
              + "|-stdin\\b|\\bstdin\\b");

  private final Tools tools;
  private final Effort effort;

  SecretText(Tools tools, Effort effort) {
    this.tools = tools;
    this.effort = effort;
  }

  Tools tools() {
    return tools;
  }

  /** The name whose value is in the next word; or null. */
  String openName(String word) {
    return NamedValues.openName(word, effort);
  }

  /** Hides secrets in one word, which may itself be a command line. */
  String within(String word, int depth) {
    if (depth > DEEPEST || effort.areStepsSpent()) {
      return word.isEmpty() ? word : Redaction.REDACTED;
    }
    String value = NamedValues.hideFirst(word, effort);
    if (value != null) {
      return value;
    }
    String result = UrlPasswords.hide(SecretShapes.hide(word, effort), effort);
    result = NamedValues.hideQuoted(result, effort);
    return ShellWords.hasBlank(result)
        ? withinCommand(result, depth)
        : NamedValues.hideUnquoted(result, effort);
  }

  /** Hides secrets in a command line. A word without secrets stays exactly as it was written. */
  private String withinCommand(String text, int depth) {
    SecretWords secrets = new SecretWords(this, depth + 1);
    if (text.indexOf('|') >= 0 && READS_A_SECRET.matcher(text).find()) {
      secrets.hidePrinted();
    }
    ShellWords words = new ShellWords(text);
    StringBuilder result = new StringBuilder();
    int copied = 0;
    while (words.next()) {
      effort.step(words.end() - words.start());
      String shown = secrets.next(words.word());
      if (!shown.equals(words.word())) {
        result.append(text, copied, words.start()).append(shown);
        copied = words.end();
      }
    }
    return result.append(text, copied, text.length()).toString();
  }
}
