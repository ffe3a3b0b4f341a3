package io.procex.agent.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells by the words in a name whether its value is a secret: {@code dbPassword}, {@code
 * AWS_SECRET_ACCESS_KEY}, but neither {@code tokenizer} nor {@code password-file}.
 */
final class SecretNames {
  /**
   * The number of characters that are looked at, from the end of the name. Without a bound, the
   * time would grow with the square of the length.
   */
  private static final int MOST = 128;

  private static final Set<String> TELLING =
      set(
          "pw passin passout token credential credentials cred creds auth authorization"
              + " authentication cookie signature sig bearer jwt psk authtok connectionstring");

  /**
   * Words that tell of a secret also at the end of a longer word: {@code storepass}, {@code
   * mypassword}.
   */
  private static final String[] ENDINGS = {
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "passwort",
    "pass",
    "pwd",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "secretkey",
    "privatekey",
    "authkey",
    "accountkey",
    "sharedkey",
    "masterkey",
    "encryptionkey",
    "signingkey",
    "sessionid",
    "sessid",
    "passkey",
    "oauth"
  };

  private static final Set<String> ORDINARY =
      set("bypass compass encompass trespass surpass overpass underpass multipass singlepass");

  private static final Set<String> KINDS_OF_KEY =
      set(
          "api access private account encryption signing master shared secret auth service storage"
              + " subscription consumer admin license pre");

  /**
   * Last words of names whose value is no secret, but says where the secret is or of what kind it
   * is.
   */
  private static final Set<String> ABOUT_A_SECRET =
      set(
          "file filename files path paths dir directory folder stdin env type config method url uri"
              + " ttl timeout policy name fd cmd command prompt helper provider manager store jar"
              + " length len size count limit rotation expiry expires expiration age algorithm alg"
              + " format mode enabled required version source src location endpoint server host port"
              + " domain issuer realm scope scopes plugin class driver backend user users username"
              + " template arn ref regex pattern hint lifetime index field column label agent socket"
              + " sock scheme kind level protocol database db mechanism retries interval through"
              + " encoding engine min max");

  /** First words of names whose value is no secret. */
  private static final Set<String> NOT_OF_A_SECRET =
      set(
          "no max min num number skip without disable has is use ignore ask prompt multi two single"
              + " one first second allow require generate show list check");

  private static final Pattern SCHEME =
      Pattern.compile("bearer|basic|digest|token|negotiate", Pattern.CASE_INSENSITIVE);

  private static final Set<String> FILES = set("credential credentials creds cookie privatekey");

  /** Words that often do not mean a secret if they are alone: {@code getent passwd root}. */
  private static final Set<String> AMBIGUOUS =
      set(
          "passwd pass pwd pw secret secrets token credential credentials cred creds auth cookie"
              + " authorization authentication signature sig jwt psk passin passout oauth");

  private SecretNames() {}

  private static Set<String> set(String words) {
    return new HashSet<>(Arrays.asList(words.split(" ", -1)));
  }

  private static String end(String name) {
    return name.substring(Math.max(0, name.length() - MOST));
  }

  /** Whether the value of that name is a secret. */
  static boolean tells(String name) {
    List<String> words = words(end(name));
    int last = words.size() - 1;
    if (last < 0
        || ABOUT_A_SECRET.contains(words.get(last))
        || NOT_OF_A_SECRET.contains(words.get(0))) {
      return false;
    }
    for (int i = 0; i <= last; i++) {
      if (isTelling(words.get(i)) || (i > 0 && tell(words.get(i - 1), words.get(i)))) {
        return true;
      }
    }
    return words.get(0).equals("x") && words.get(last).equals("key");
  }

  private static boolean isTelling(String word) {
    if (TELLING.contains(word)) {
      return true;
    }
    if (ORDINARY.contains(word)) {
      return false;
    }
    for (String ending : ENDINGS) {
      if (word.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  private static boolean tell(String first, String second) {
    return (second.equals("key") && KINDS_OF_KEY.contains(first))
        || (second.equals("id") && first.equals("session"))
        || (second.equals("string") && first.equals("connection"));
  }

  /** Splits a name into words in lower case: at dashes, dots and so on, and before capitals. */
  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      boolean ends = i == name.length() || !Character.isLetter(name.charAt(i));
      if (ends || isCapitalOfAWord(name, i)) {
        if (i > start) {
          words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
        }
        start = ends ? i + 1 : i;
      }
    }
    return words;
  }

  private static boolean isCapitalOfAWord(String name, int at) {
    return at > 0
        && Character.isUpperCase(name.charAt(at))
        && (Character.isLowerCase(name.charAt(at - 1))
            || (Character.isUpperCase(name.charAt(at - 1))
                && at + 1 < name.length()
                && Character.isLowerCase(name.charAt(at + 1))));
  }

  /** Whether the word, without a dash or separator, says that the next word is a secret. */
  static boolean tellsAlone(String word) {
    boolean isPath = word.indexOf('/', 2) > 0 && !word.contains(":_"); // npm's //host/:_authToken
    if (word.length() > MOST || isPath) {
      return false;
    }
    List<String> words = words(word);
    return !words.isEmpty()
        && isName(word)
        && !(words.size() == 1 && AMBIGUOUS.contains(words.get(0)) && !word.startsWith("_"))
        && endsWithTelling(words)
        && tells(word);
  }

  /** Whether the last words name a secret; in {@code a.sig} they name a file. */
  private static boolean endsWithTelling(List<String> words) {
    int last = words.size() - 1;
    String word = words.get(last);
    return (isTelling(word) && !word.equals("sig") && !word.equals("cookie"))
        || (last > 0 && tell(words.get(last - 1), word));
  }

  private static boolean isName(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!Character.isLetterOrDigit(c) && "_.-/:".indexOf(c) < 0) {
        return false;
      }
    }
    return Character.isLetterOrDigit(word.charAt(word.length() - 1)) && word.charAt(0) != '-';
  }

  /** Whether such a value is a path if it looks like one. */
  static boolean mayNameAFile(String name) {
    List<String> words = words(end(name));
    String last = words.isEmpty() ? "" : words.get(words.size() - 1);
    boolean isDirectory = name.equals("PWD") || name.equals("OLDPWD");
    return isDirectory
        || FILES.contains(last)
        || name.toLowerCase(Locale.ROOT).endsWith("private-key")
        || name.toLowerCase(Locale.ROOT).endsWith("private_key");
  }

  /** Whether such a value may have several words, like that of an HTTP header. */
  static boolean isHeader(String name) {
    List<String> words = words(end(name));
    String last = words.isEmpty() ? "" : words.get(words.size() - 1);
    return last.equals("authorization") || last.equals("cookie");
  }

  /** Whether the word precedes the secret in a header, as in {@code Bearer x}. */
  static boolean isScheme(String word) {
    return word.length() <= MOST && SCHEME.matcher(word).matches();
  }
}
