package io.procex.agent.record;

import java.util.regex.Pattern;

/** Hides what is secret within one word or text of a record. */
final class SecretText {
  /** Commands within words of commands; what lies deeper is hidden whole. */
  private static final int DEEPEST = 4;

  /** Programs that read a secret, with what prints it before them. */
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

  /** The name that has its value in the next word; or null. */
  String openName(String word) {
    return NamedValues.openName(word, effort);
  }

  /** One word, which may be a command line itself. */
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

  /** A word in which nothing was to hide stays as it was written. */
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
