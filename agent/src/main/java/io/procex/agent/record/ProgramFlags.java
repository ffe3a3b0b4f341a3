package io.procex.agent.record;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Flags of one letter that are followed by a secret, such as {@code mysql -pX}, {@code curl -u}.
 */
final class ProgramFlags {
  private static final Map<Pattern, String> SECRETS = new LinkedHashMap<>();

  static {
    add("mysql|mariadb|mongo|sshpass|login$|7z|rar$|unrar$", "-p");
    add("zip|unzip|sqlcmd$|bcp$|isql$", "-P");
    add("ldap", "-w");
    add("redis-cli$", "-a");
    add("plink$|pscp$|psftp$", "-pw");
  }

  /** User and password, with a colon between them. */
  private static final Pattern USER = Pattern.compile("-u|-U|--user|--proxy-user");

  private static final Pattern USER_WITH_VALUE =
      Pattern.compile("(--(?:proxy-)?user=[^:]*:).+", Pattern.DOTALL);

  /** In one word, and after other letters; of curl alone, for {@code -u} means much elsewhere. */
  private static final Pattern OF_CURL = Pattern.compile("-[a-zA-Z]{0,20}?[uU]");

  private static final Pattern OF_CURL_WITH_VALUE =
      Pattern.compile("(-[a-zA-Z]{0,20}?[uU][^:]*:).+", Pattern.DOTALL);

  private final Set<String> secrets = new LinkedHashSet<>();
  private boolean curl;

  private static void add(String programs, String flag) {
    SECRETS.put(Pattern.compile("(?:" + programs + ").*", Pattern.DOTALL), flag);
  }

  /** Notes a word that may be a program: the words after it may be its flags. */
  void note(String word) {
    String name = word.substring(word.lastIndexOf('/') + 1);
    for (Map.Entry<Pattern, String> program : SECRETS.entrySet()) {
      if (program.getKey().matcher(name).lookingAt()) {
        secrets.add(program.getValue());
      }
    }
    curl |= name.startsWith("curl");
  }

  /** Whether the next word is the secret. */
  boolean isSecret(String word) {
    return secrets.contains(word);
  }

  /** Whether the next word is a user with a password. */
  boolean isUser(String word) {
    return USER.matcher(word).matches() || (curl && OF_CURL.matcher(word).matches());
  }

  /** The flag without the secret in the same word; null where it holds none. */
  String hide(String word) {
    for (String flag : secrets) {
      if (word.startsWith(flag)) {
        return flag + Redaction.REDACTED;
      }
    }
    String hidden = hide(USER_WITH_VALUE, word);
    return hidden == null && curl ? hide(OF_CURL_WITH_VALUE, word) : hidden;
  }

  private static String hide(Pattern pattern, String word) {
    Matcher matcher = pattern.matcher(word);
    return matcher.matches() ? matcher.group(1) + Redaction.REDACTED : null;
  }
}
