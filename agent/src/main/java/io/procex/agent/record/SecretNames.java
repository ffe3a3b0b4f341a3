package io.procex.agent.record;

import java.util.regex.Pattern;

/** Tells by its name whether a value is a secret. When in doubt it is one. */
final class SecretNames {
  /**
   * Characters of a name that are looked at, from its end on: time must not grow with its square.
   */
  private static final int MOST = 128;

  private static final Pattern TELLING =
      ignoringCase(
          "passw(?:or)?d|passphrase|passcode|(?<!by|com)pass(?:in|out)?(?![a-z])|pwd"
              + "|(?<![a-z])pw(?![a-z])|secret|token|credential|(?<![a-z])creds?(?![a-z])"
              + "|(?:api|access|private|account|encryption|signing|master|shared)[-_.]?key"
              + "|^-*x-[\\w-]*key|auth(?:orization|entication)?s?(?![a-z])|cookie|signature"
              + "|(?<![a-z])sig(?![a-z])|session[-_]?id|bearer|jwt");

  /** What such a name says where it ends so: where the secret is, or what kind it is of. */
  private static final Pattern ABOUT_A_SECRET =
      ignoringCase(
          "(?:file|path|dir|stdin|env|type|config|method|url|uri|ttl|timeout|policy|name)$");

  /** A word that is nothing but a name, with the secret as the next: {@code password x}. */
  private static final Pattern BARE =
      ignoringCase(
          "[\\w.-]{0,64}?(?:passw(?:or)?d|passphrase|pass|pwd|token|secret|api[-_]?key|bearer)");

  private static final Pattern HEADER = ignoringCase("(?:authorization|cookie)$");

  private static final Pattern SCHEME = ignoringCase("bearer|basic|digest|token|negotiate");

  private SecretNames() {}

  private static Pattern ignoringCase(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  private static String end(String name) {
    return name.substring(Math.max(0, name.length() - MOST));
  }

  /** Whether the value of that name is a secret. */
  static boolean tells(String name) {
    String end = end(name);
    return TELLING.matcher(end).find() && !ABOUT_A_SECRET.matcher(end).find();
  }

  /** Whether the word alone, without dash or separator, says that the next one is a secret. */
  static boolean tellsAlone(String word) {
    return word.length() <= MOST && BARE.matcher(word).matches() && tells(word);
  }

  /** Whether its value may have several words, as that of an HTTP header. */
  static boolean isHeader(String name) {
    return HEADER.matcher(end(name)).find();
  }

  /** Whether the word stands before the secret in a header, as in {@code Bearer x}. */
  static boolean isScheme(String word) {
    return SCHEME.matcher(word).matches();
  }
}
