package io.procex.agent.record;

import java.util.regex.Pattern;

/**
 * Hides passwords in URLs. People do not always encode them, so one may hold slashes and at signs:
 * it goes up to the last at sign of the word.
 */
final class UrlPasswords {
  private static final String MARK = "://";

  /** What follows a colon that stands before no password. */
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

  /** The last at sign of the word, and not of one before it. */
  private int lastAt(int from, int end) {
    int at = end - 1;
    while (at > from && text.charAt(at) != '@') {
      at--;
    }
    effort.step(end - at);
    return at > from ? at : -1;
  }

  /** Looks at the URLs of one word, which has one at that place; returns where it ends. */
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

  /** Where the secret before that at sign begins; -1 for none. */
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
    // One word before the host of a web server is a token, and no user.
    return text.charAt(end) == '@' && end > user && isWeb(mark) ? user : -1;
  }

  private boolean isWeb(int mark) {
    return text.regionMatches(true, mark - 4, "http", 0, 4)
        || text.regionMatches(true, mark - 5, "https", 0, 5);
  }
}
