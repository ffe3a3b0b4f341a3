package io.procex.agent.record;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides secrets that are seen to be ones without any name. None of the patterns can look at the
 * same character more than a bounded number of times.
 */
final class SecretShapes {
  /** Group 1 stays, what comes after it goes. */
  private static final Pattern[] SHAPES = {
    Pattern.compile(
        "((?<![a-z])(?:bearer|basic)\\s{1,8})[\\w~+/.=-]{8,}", Pattern.CASE_INSENSITIVE),
    Pattern.compile(
        "(jdbc:oracle:\\w{1,9}:[^/@\\s]{0,64}/)[^@\\s]{1,256}(?=@)", Pattern.CASE_INSENSITIVE),
    Pattern.compile("()(?<![A-Z0-9])(?:AKIA|ASIA)[0-9A-Z]{16}(?![A-Z0-9])"),
    Pattern.compile(
        "()(?<![A-Za-z0-9])(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|sk-|[sr]k_live_|npm_|AIza)"
            + "[\\w-]{16,}"),
    Pattern.compile("()(?<![A-Za-z0-9])eyJ[\\w-]{8,}[\\w.-]*"),
    Pattern.compile("()-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\\s\\S]*"),
  };

  private SecretShapes() {}

  static String hide(String text) {
    String result = text;
    for (Pattern shape : SHAPES) {
      result =
          shape.matcher(result).replaceAll("$1" + Matcher.quoteReplacement(Redaction.REDACTED));
    }
    return result;
  }
}
