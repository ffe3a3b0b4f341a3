package io.procex.agent.record;

import java.util.regex.Pattern;

/**
 * Hides passwords in URLs. They are not always encoded and may contain slashes and at signs, so a
 * password ends at the last at sign of the word.
 */
final class UrlPasswords {
  private static final String MARK = "://";

  /** What follows a colon that precedes a port, and not a password. */
  private static final Pattern PORT = Pattern.compile("\\d{1,5}[/?#]");

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int copied;

  private final Effort effort;

  private UrlPasswords(String text, Effort effort) {
    this.text = text;
    this.effort = effort;
  }

  static String hide(String text, Effort effort) {
    return text.contains(MARK) ? new UrlPasswords(text, effort).hideAll() : text;
  }

  private String hideAll() {
    int mark = text.indexOf(MARK);
    while (mark >= 0) {
      mark = text.indexOf(MARK, hideIn(mark, endOfWord(mark)));
    }
    return out.append(text, copied, text.length()).toString();
  }

  private int endOfWord(int from) {
    int end = from;
    while (end < text.length()
        && !Character.isWhitespace(text.charAt(end))
        && "\"<>".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    effort.step(end - from);
    return end;
  }

  /** The last at sign of the word; -1 if it precedes the given place. */
  private int lastAt(int from, int end) {
    int at = end - 1;
    while (at > from && text.charAt(at) != '@') {
      at--;
    }
    effort.step(end - at);
    return at > from ? at : -1;
  }

  /**
   * Hides the passwords in one word, which has a URL at that place. Returns where the word ends.
   */
  private int hideIn(int firstMark, int end) {
    int at = lastAt(firstMark, end);
    int mark = firstMark;
    while (mark >= 0 && mark < at) {
      int secret = secret(mark, at);
      if (secret >= 0) {
        out.append(text, copied, secret).append(Redaction.REDACTED);
        copied = at;
        break;
      }
      mark = text.indexOf(MARK, mark + 1);
    }
    return end;
  }

  /** Where the secret before an at sign begins; -1 if there is none. */
  private int secret(int mark, int at) {
    int user = mark + MARK.length();
    int end = user;
    while (end < at && ":/?#@".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    effort.step(end - mark);
    boolean password = text.charAt(end) == ':';
    if (password) {
      return PORT.matcher(text).region(end + 1, at).lookingAt() ? -1 : end + 1;
    }
    // A single word before the host of a web server is a token, not a user.
    return text.charAt(end) == '@' && end > user && isWeb(mark) ? user : -1;
  }

  private boolean isWeb(int mark) {
    return text.regionMatches(true, mark - 4, "http", 0, 4)
        || text.regionMatches(true, mark - 5, "https", 0, 5);
  }
}
