package io.procex.agent.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts what is looked at, for no clock tells a slow machine from a slow algorithm. */
class RedactionEffortTest {
  private static final int SHORT = 1024;
  private static final int TIMES = 4;
  private static final List<String> BEFORE =
      Arrays.asList("", "x ", "x\"", "'", "-p ", "{\"a\":\"");

  private static String repeat(String part, int length) {
    return String.join("", Collections.nCopies(length / part.length() + 1, part))
        .substring(0, length);
  }

  private static int steps(String argument) {
    Effort effort = new Effort();
    UnaryOperator<String> words = new Redaction(null).words(effort);
    assertEquals("curl", words.apply("curl"));
    assertNotNull(words.apply(argument));
    return effort.steps();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pw=",
        "pw= ",
        "pw=a ",
        "pw='",
        "pw='a",
        "pw=\\'",
        "pw>",
        "pw=>",
        "pw:\\",
        "pw'='",
        "\"pw\":'a ",
        "a.pw",
        "a.-_",
        "a ",
        "\" ",
        "' \" ",
        "\\",
        "\\\" ",
        "=",
        "x=",
        "x =",
        "a::",
        "token",
        "token ",
        "token:token ",
        "x-x-",
        "token=\"",
        "token=\\\"",
        "\"token\": \"a\\\" ",
        "{\"pw\":\"",
        "'{\"pw\":\"",
        "a://b:1/",
        "a://",
        "a:// ",
        "://@",
        "://:@",
        "@://",
        "http://a:b@",
        "http://a@b:",
        "x://y:1/?",
        "-eyJ",
        "eyJaaaaaaaa.",
        "-----BEGIN A ",
        "bearer ",
        "basic\t",
        "sk-",
        "ghp_",
        "a@",
        "-u",
        "curl -u",
        "jdbc:oracle:thin:a/",
        "jdbc:oracle:a:b/c",
        "mysql -p ",
        "zip -P ",
        "sudo ",
        "env A=b ",
        "docker run ",
        "| ",
        "; ",
        "&& ",
        "echo a | passwd ",
        "identified by ",
        "identified by '",
        "hooks.a.b/",
        "hooks.",
        "a.b.c.",
        "https://",
        "https://a.b.",
        "webhook/",
        "&token=",
        "?a=b&",
        "?pw=\\'",
        "\n",
        "password:",
        "Authorization:",
        "Authorization: Bearer ",
        "api-",
        "apikey",
        "passin",
        "compass",
        "sh -c ",
        "user=",
        "--user=",
        "--user ",
        "p-",
        "-H ",
        "[",
        "{",
        "'",
        "\"'",
        "\\'",
        ":pserver:a:",
        "pass:",
        "stdin",
        "aA",
        "A",
        "Aa",
        "_",
        "-",
        "--",
        "/",
        "//",
        "\\\\\\\\",
        "pw\\\\\\\\",
        "\u00e4 ",
        "password "
      })
  void effortGrowsWithTheLengthAlone(String part) {
    for (String before : BEFORE) {
      int few = steps(before + repeat(part, SHORT));
      int many = steps(before + repeat(part, TIMES * SHORT));
      assertTrue(many < 1.5 * TIMES * few, before + part + ": " + few + " and " + many);
      long most = 2L * TIMES * SHORT * (Effort.MOST_STEPS / Effort.MOST_GIVEN);
      assertTrue(many < most, before + part + ": " + many + " of " + most);
    }
  }

  /** As many and as long as the kernel takes; what is not looked at is not shown. */
  @ParameterizedTest
  @ValueSource(strings = {"pw=", "a ", "hunter2 ", "http://u:hunter2@h ", "\\\"", "token='"})
  void ofAllArgumentsTogetherOnlySoMuchIsLookedAt(String part) {
    Effort effort = new Effort();
    UnaryOperator<String> words = new Redaction(null).words(effort);
    assertEquals("program", words.apply("program"));
    for (int i = 0; i < 15; i++) {
      String shown = words.apply(repeat(part, 125_000));
      assertTrue(shown.endsWith(Redaction.REDACTED));
      assertTrue(shown.length() <= 2 * Effort.MOST_GIVEN, () -> shown.length() + "");
    }
    assertTrue(effort.steps() <= 2 * Effort.MOST_STEPS, () -> effort.steps() + "");
  }

  /** Half a secret is not seen to be one. */
  @Test
  void whatIsLookedAtEndsAtABlank() {
    String url = "http://user:" + repeat("hunter2", 40_000) + "@host";
    assertEquals(Redaction.REDACTED, new Redaction(null).redactWithin(url));
    String long64 = repeat("a ", Effort.MOST_GIVEN - 20);
    String shown = new Redaction(null).redactWithin(long64 + "http://user:hunter2hunter2@host");
    assertFalse(shown.contains("hunter2"), shown);
    assertTrue(shown.startsWith(long64));
  }
}
