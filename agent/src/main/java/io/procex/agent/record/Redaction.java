package io.procex.agent.record;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of arguments, as OpenTelemetry asks for before process.command_args may be
 * collected. It knows names ({@code --password x}, {@code token=x}), URLs with a password, headers,
 * and the shapes of well-known keys. What it cannot know is a secret without any of these: {@code
 * log.args=none} is for that.
 */
public final class Redaction {
  /** Stands for what was there. */
  public static final String REDACTED = "[REDACTED]";

  private static final String NAME =
      "[\\w.-]*?(?:passw(?:or)?d|passphrase|passwd|pwd|secret|token|credential|"
          + "api[-_]?key|access[-_]?key|private[-_]?key|account[-_]?key|auth(?:orization)?|"
          + "cookie|signature|session[-_]?id)s?";

  /** Looked for at the beginning of words alone, else a long word would cost its square. */
  private static final String WORD = "(?<![\\w.-])" + NAME;

  /** {@code --token}, {@code -password}, {@code -Ddb.password}: the value follows. */
  private static final Pattern FLAG = ignoringCase("--?" + NAME);

  /** {@code curl -u user:password}. */
  private static final Pattern USER_FLAG = ignoringCase("-u|--user|--proxy-user|-U");

  /** {@code mysql -ppassword}, {@code sshpass -ppassword}. */
  private static final Pattern GLUED_PROGRAM =
      ignoringCase("(?:.*/)?(?:mysql\\w*|mariadb|sshpass)");

  /** Group 1 stays, what comes after it goes. */
  private static final Pattern[] WITHIN = {
    ignoringCase("(\\b(?:authorization|cookie|x-[\\w-]*(?:key|token))\\s*[:=]\\s*).+"),
    ignoringCase("(" + WORD + "[\"']?\\s*[=:]\\s*[\"']?)[^\\s\"'&;,]+"),
    ignoringCase("((?:^|\\s)--?" + NAME + "\\s+)[^\\s;|&]+"),
    ignoringCase("(\\b[a-z][a-z0-9+.-]{0,20}://[^/\\s:@]*:)[^\\s/@]+(?=@)"),
    ignoringCase("(\\b(?:bearer|basic)\\s+)[\\w~+/.=-]{8,}"),
    Pattern.compile("()\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
    Pattern.compile("()\\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk-)[\\w-]{16,}"),
    Pattern.compile("()\\beyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*"),
    Pattern.compile("()-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*"),
  };

  private final Pattern own;

  /** With one more pattern, of which every match is taken out whole; or null. */
  public Redaction(Pattern own) {
    this.own = own;
  }

  private static Pattern ignoringCase(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  /** The arguments without secrets; the first is the program. */
  public List<String> redact(List<String> arguments) {
    List<String> result = new ArrayList<>(arguments.size());
    boolean glued = !arguments.isEmpty() && GLUED_PROGRAM.matcher(arguments.get(0)).matches();
    String before = "";
    for (String argument : arguments) {
      result.add(redact(argument, before, glued));
      before = argument;
    }
    return result;
  }

  private String redact(String argument, String before, boolean glued) {
    if (FLAG.matcher(before).matches() || (glued && before.equals("-p"))) {
      return REDACTED;
    }
    if (USER_FLAG.matcher(before).matches() && argument.indexOf(':') >= 0) {
      return argument.substring(0, argument.indexOf(':') + 1) + REDACTED;
    }
    if (glued && argument.startsWith("-p") && argument.length() > 2) {
      return "-p" + REDACTED;
    }
    return redactWithin(argument);
  }

  /** One text without secrets. */
  public String redactWithin(String text) {
    String result = text;
    for (Pattern pattern : WITHIN) {
      result = pattern.matcher(result).replaceAll("$1" + Matcher.quoteReplacement(REDACTED));
    }
    return own == null
        ? result
        : own.matcher(result).replaceAll(Matcher.quoteReplacement(REDACTED));
  }
}
