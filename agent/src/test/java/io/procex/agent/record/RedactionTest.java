package io.procex.agent.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  private static List<String> redact(String... arguments) {
    return new Redaction(null).redact(Arrays.asList(arguments));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--password=x | --password=[REDACTED]",
        "-Ddb.password=x | -Ddb.password=[REDACTED]",
        "API_KEY=x y | API_KEY=[REDACTED] y",
        "https://u:p@host/?token=a&b=c | https://u:[REDACTED]@host/?token=[REDACTED]&b=c",
        "Authorization: Bearer abcdefgh | Authorization: [REDACTED]",
        "mysql --password hunter2 db | mysql --password [REDACTED] db",
        "{\"secret\":\"abc\"} | {\"secret\":\"[REDACTED]\"}",
        "AKIAIOSFODNN7EXAMPLE | [REDACTED]",
        "ghp_abcdefghijklmnopqrstuvwxyz | [REDACTED]",
        "eyJhbGciOiJIUzI1.eyJzdWIiOiIx.c2ln | [REDACTED]",
        "--verbose=true | --verbose=true",
        "/etc/passwd | /etc/passwd",
        "https://host:8080/a@b | https://host:8080/a@b",
        "keyboard=us | keyboard=us"
      })
  void takesSecretsOutOfOneArgument(String argument, String expected) {
    assertEquals(expected, redact("p", argument).get(1));
  }

  @Test
  void takesTheArgumentAfterAFlag() {
    assertEquals(
        Arrays.asList("p", "--token", "[REDACTED]", "-v", "x"),
        redact("p", "--token", "abc", "-v", "x"));
    assertEquals(
        Arrays.asList("curl", "-u", "me:[REDACTED]", "http://h"),
        redact("curl", "-u", "me:pw", "http://h"));
    assertEquals(
        Arrays.asList("/usr/bin/mysql", "-u", "me", "-p[REDACTED]"),
        redact("/usr/bin/mysql", "-u", "me", "-psecret"));
    assertEquals(Arrays.asList("sshpass", "-p", "[REDACTED]"), redact("sshpass", "-p", "pw"));
  }

  @Test
  void takesOwnPatternsWhole() {
    assertEquals(
        "id [REDACTED]",
        new Redaction(Pattern.compile("\\d{4}-\\d{4}")).redactWithin("id 1234-5678"));
  }

  /**
   * Eight kilobytes that each pattern must look at from every place: no time limit, but seconds.
   */
  @Test
  void longArgumentsTakeNoLonger() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      text.append("a.-_");
    }
    assertEquals(text.toString(), redact("p", text.toString()).get(1));
  }
}
