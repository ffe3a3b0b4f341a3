package io.procex.agent.record;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides secrets that can be recognized without a name. No pattern looks at one character more than
 * a bounded number of times.
 */
final class SecretShapes {
  /** Group 1 stays; the rest of the match is hidden. */
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
    Pattern.compile(
        "()(?<![A-Za-z0-9])(?:hvs\\.|dop_v1_|SG\\.|pypi-|AGE-SECRET-KEY-|dckr_pat_|shp(?:at|ss|ca)_|ya29\\."
            + "|[sr]k_test_|whsec_|xapp-|tskey-|lin_api_|ATATT3|gl(?:rt|dt|cbt|ptt)-|NRAK-|dapi)"
            + "[\\w.-]{16,}"),
    Pattern.compile(
        "((?:https?://|\\b)(?:[\\w-]{1,64}\\.){0,4}(?:hooks?\\.[\\w-]{1,64}\\.[a-z]{2,12}/[a-z]{0,24}/?"
            + "|discord(?:app)?\\.com/api/(?:v\\d{1,3}/)?webhooks/\\d{1,24}/"
            + "|office(?:365)?\\.com/webhook[a-z0-9]{0,8}/|api\\.telegram\\.org/(?:file/)?bot"
            + "|ifttt\\.com/trigger/[\\w-]{1,64}/(?:json/)?with/key/|webhook\\.site/|hc-ping\\.com/"
            + "|(?:feishu\\.cn|larksuite\\.com)/open-apis/bot/v\\d/hook/"
            + "|qyapi\\.weixin\\.qq\\.com/cgi-bin/webhook/send\\?key="
            + "|(?:hooks|webhooks?)/(?=[\\w-]{20})))[^\\s\"'<>]{4,}",
        Pattern.CASE_INSENSITIVE),
    Pattern.compile(
        "((?<![a-z])identified\\s{1,8}(?:with\\s{1,8}\\S{1,64}\\s{1,8})?by\\s{1,8})"
            + "(?:'[^']{0,256}'?|\"[^\"]{0,256}\"?|[^\\s;]{1,256})",
        Pattern.CASE_INSENSITIVE),
    Pattern.compile("(:pserver:[^:@\\s]{1,64}:)[^@\\s]{1,256}(?=@)"),
    Pattern.compile("()-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\\s\\S]*"),
  };

  /** No shape is shorter than this, but most words are. */
  private static final int SHORTEST = 10;

  private SecretShapes() {}

  static String hide(String text, Effort effort) {
    if (text.length() < SHORTEST) {
      return text;
    }
    String result = text;
    for (Pattern shape : SHAPES) {
      effort.step(text.length());
      result =
          shape.matcher(result).replaceAll("$1" + Matcher.quoteReplacement(Redaction.REDACTED));
    }
    return result;
  }
}
