package io.procex.agent.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which part of an argument is hidden, and what looks like a secret and is none. */
class RedactedPartsTest {
  private static String redact(String command) {
    return String.join(" ", new Redaction(null).redact(Arrays.asList(command.split(" ", -1))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "password=/etc/x | password=*",
        "x,password=a&b | x,password=*",
        "x,password='a'&b | x,password='*'&b",
        "credentials=abc | credentials=*",
        "X-Key:abc | X-Key:*",
        "session-id=x | session-id=*",
        "sessionId=x | sessionId=*",
        "connection-string=x | connection-string=*",
        "connectionString=x | connectionString=*",
        "HTTPToken=x | HTTPToken=*",
        "http://0a1b2c@host/x.git | http://*@host/x.git",
        "HTTPS://0a1b2c@host/x.git | HTTPS://*@host/x.git",
        "http://a:b@h,http://c:d@i | http://a:*@i",
        "<http://a:b@h><http://c:d@i> | <http://a:*@h><http://c:*@i>",
        "\\\"pw\\\":\\\"a\\\" | \\\"pw\\\":\\\"*\\\"",
        "pw=>a | pw=>*",
        "password='a'b | password=*",
        "/password='a'b | /password=*",
        "{\"pw\":\"abc | {\"pw\":\"*",
        "{\"pw\":\"a\\\" | {\"pw\":\"*",
        "://u:pw@h | ://u:*@h",
        "\"http://a:b@h\"@x | \"http://a:*@h\"@x",
        "pw:=a | pw:=*"
      })
  void valueIsHiddenUpToItsEnd(String argument, String expected) {
    assertEquals("p " + expected.replace("*", "[REDACTED]"), redact("p " + argument));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no_password=5",
        "no.password=5",
        "no-password=5",
        "credentials=/run/creds.json",
        "cookie=./jar",
        "PWD=/home/me",
        "OLDPWD=/home/me",
        "ssl.private-key=/k",
        "ssl_private_key=/k",
        "privatekey=../k",
        "auth_token:/a/b",
        "x-size=5",
        "primary-key=5",
        "user-id=5",
        "session-ids=5",
        "query-string=5",
        "password=true",
        "password=null",
        "pw>a",
        "token",
        "ssh://git@host/x.git",
        "https://@host/x",
        "https://host:80/a@b",
        "http://host:443?a@b",
        "https://host:65535#a@b",
        "a://b"
      })
  void whatOnlyLooksLikeASecretIsShown(String argument) {
    assertEquals("p " + argument, redact("p " + argument));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p -u me:pw x | p -u me:* x",
        "p -U :pw | p -U :*",
        "p --user me:pw x | p --user me:* x",
        "p --proxy-user me:pw | p --proxy-user me:*",
        "p --user=me:pw | p --user=me:*",
        "p -u 1000:1000 x | p -u 1000:1000 x",
        "p --user=1000:1000 | p --user=1000:1000",
        "p -u https://host x | p -u https://host x",
        "p -u me x:y | p -u me x:y",
        "p Cookie: a b | p Cookie: * *",
        "p Proxy-Authorization: a b | p Proxy-Authorization: * *",
        "p token: a b | p token: * b",
        "p password = a b | p password = * b",
        "p --password | p --password",
        "p password -v x | p password -v x",
        "p //host/:_authToken a b | p //host/:_authToken * b",
        "p a/b/password x | p a/b/password x",
        "p a.sig x | p a.sig x",
        "p --token bearer a b | p --token * * b",
        "p --token a && p b | p --token * && p b",
        "p --token && p b | p --token && p b"
      })
  void nextWordIsHiddenIfTheOneBeforeAnnouncesIt(String command, String expected) {
    assertEquals(expected.replace("*", "[REDACTED]"), redact(command));
  }

  @Test
  void whatIsPrintedIntoAProgramThatReadsASecretIsHidden() {
    assertEquals(
        Arrays.asList("sh", "-c", "echo [REDACTED] | sudo passwd --stdin me"),
        new Redaction(null)
            .redact(Arrays.asList("sh", "-c", "echo hunter2 | sudo passwd --stdin me")));
    assertEquals(
        Arrays.asList("sh", "-c", "echo hunter2 | sort"),
        new Redaction(null).redact(Arrays.asList("sh", "-c", "echo hunter2 | sort")));
    assertEquals(
        Arrays.asList("sh", "-c", "printf -n [REDACTED] | passwd"),
        new Redaction(null).redact(Arrays.asList("sh", "-c", "printf -n x | passwd")));
  }

  @Test
  void firstWordIsAllThatIsShownOfACommandLine() {
    assertEquals("ls", Redaction.firstWord("ls"));
    assertEquals("ls [REDACTED]", Redaction.firstWord("ls\t-l"));
    assertEquals(" [REDACTED]", Redaction.firstWord(" ls"));
  }

  @Test
  void shapeNeedsItsWholeLength() {
    assertEquals("p basic abcdefg", redact("p basic abcdefg"));
    assertEquals("[REDACTED]", new Redaction(null).redactWithin("sk-abcdefghijklmnop"));
    assertEquals("sk-abcdefghijklmno", new Redaction(null).redactWithin("sk-abcdefghijklmno"));
  }

  @Test
  void backslashAtTheEndOfACommandLineStays() {
    assertEquals("x y\\", new Redaction(null).redactWithin("x y\\"));
  }

  @Test
  void onlySoMuchIsLookedAt() {
    Effort effort = new Effort();
    assertEquals(Effort.MOST_GIVEN - 1, effort.take(Effort.MOST_GIVEN - 1));
    assertFalse(effort.isSpent());
    assertEquals(1, effort.take(2));
    assertTrue(effort.isSpent());
    assertEquals(0, effort.take(2));
    effort.step(Effort.MOST_STEPS - 1);
    assertFalse(effort.areStepsSpent());
    effort.step(1);
    assertTrue(effort.areStepsSpent());
    assertEquals(Effort.MOST_STEPS, effort.steps());
  }

  @Test
  void textBeyondTheBoundIsHiddenFromItsLastBlankOn() {
    String half = String.join("", Collections.nCopies(Effort.MOST_GIVEN / 2 - 1, "a "));
    Redaction redaction = new Redaction(null);
    assertEquals(half + "bc", redaction.redactWithin(half + "bc"));
    assertEquals(half + "[REDACTED]", redaction.redactWithin(half + "bcd"));
    assertEquals(
        Arrays.asList("[REDACTED]", "[REDACTED]"),
        redaction.redact(Arrays.asList(half.replace(' ', 'a') + "abc", "d")));
  }
}
