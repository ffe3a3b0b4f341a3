package io.procex.agent.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static List<String> redact(String... arguments) {
    return new Redaction(null).redact(Arrays.asList(arguments));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "--password=x | --password=[REDACTED]",
        "-Ddb.password=x | -Ddb.password=[REDACTED]",
        "API_KEY=x y | API_KEY=[REDACTED]",
        "--password=correct horse battery | --password=[REDACTED]",
        "--password=a,b&c;d | --password=[REDACTED]",
        "--password='a'b | --password=[REDACTED]",
        "https://u:p@host/?token=a&b=c | https://u:[REDACTED]@host/?token=[REDACTED]&b=c",
        "https://u:p@q@host/x | https://u:[REDACTED]@host/x",
        "postgres://u:p/q@host/x | postgres://u:[REDACTED]@host/x",
        "redis://:12345@host | redis://:[REDACTED]@host",
        "https://0a1b2c3d4e@host/x.git | https://[REDACTED]@host/x.git",
        "jdbc:oracle:thin:scott/tiger@host | jdbc:oracle:thin:scott/[REDACTED]@host",
        "jdbc:mysql://h/db?user=a&password=x | jdbc:mysql://h/db?user=a&password=[REDACTED]",
        "Authorization: Bearer abcdefgh | Authorization: [REDACTED]",
        "Cookie: a=b; c=d | Cookie: [REDACTED]",
        "x Authorization: Bearer abc def | x Authorization: [REDACTED] [REDACTED] [REDACTED]",
        "mysql --password hunter2 db | mysql --password [REDACTED] db",
        "mysql -uroot -phunter2 db | mysql -uroot -p[REDACTED] db",
        "curl -sSu bob:x -k https://h | curl -sSu bob:[REDACTED] -k https://h",
        "ssh h 'mysql -px db' | ssh h mysql -p[REDACTED] db",
        "a --password 'b c' d | a --password [REDACTED] d",
        "export PASSWORD=\"a b\"; c | export PASSWORD=[REDACTED] c",
        "a password = b c | a password = [REDACTED] c",
        "a token=b\\ c d | a token=[REDACTED] d",
        "{\"secret\":\"abc\"} | {\"secret\":\"[REDACTED]\"}",
        "{\"a\":1,\"password\":\"b \\\"c\",\"d\":2} | {\"a\":1,\"password\":\"[REDACTED]\",\"d\":2}",
        "{\"password\": \"b c\"} | {\"password\": \"[REDACTED]\"}",
        "/p:Password=x | /p:Password=[REDACTED]",
        "AKIAIOSFODNN7EXAMPLE | [REDACTED]",
        "ghp_abcdefghijklmnopqrstuvwxyz | [REDACTED]",
        "eyJhbGciOiJIUzI1.eyJzdWIiOiIx.c2ln | [REDACTED]",
        "DB_PASS=x | DB_PASS=[REDACTED]",
        "SECRET_KEY=x | SECRET_KEY=[REDACTED]",
        "--proxy-user=u:x | --proxy-user=u:[REDACTED]"
      })
  void takesSecretsOutOfOneArgument(String argument, String expected) {
    assertEquals(expected, redact("p", argument).get(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--verbose=true",
        "/etc/passwd",
        "https://host:8080/a@b",
        "https://host/@scope/a",
        "keyboard=us",
        "--bypass=on",
        "--compass=north",
        "--password-file=/run/secret",
        "author=me",
        "echo 'two  words' \"and $more\" \\; done"
      })
  void leavesAllElseAsItWasWritten(String argument) {
    assertEquals(argument, redact("p", argument).get(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p --token abc -v x | p --token [REDACTED] -v x",
        "p --token --password abc | p --token [REDACTED] [REDACTED]",
        "p --auth Basic abc x | p --auth [REDACTED] [REDACTED] x",
        "curl -u me:pw http://h | curl -u me:[REDACTED] http://h",
        "/usr/bin/curl -ume:pw http://h | /usr/bin/curl -ume:[REDACTED] http://h",
        "/usr/bin/mysql -u me -psecret | /usr/bin/mysql -u me -p[REDACTED]",
        "mysql zipped.sql -psecret | mysql zipped.sql -p[REDACTED]",
        "env A=b mysql -psecret | env A=b mysql -p[REDACTED]",
        "sshpass -p pw ssh h | sshpass -p [REDACTED] ssh h",
        "docker login -u x -p pw | docker login -u x -p [REDACTED]",
        "keytool -storepass pw -list | keytool -storepass [REDACTED] -list",
        "openssl rsa -passin pass:pw | openssl rsa -passin pass:[REDACTED]",
        "p --pass pw | p --pass [REDACTED]",
        "p --secret-key pw | p --secret-key [REDACTED]",
        "p password pw x | p password [REDACTED] x",
        "p MYSQL_PWD pw | p MYSQL_PWD [REDACTED]",
        "p password= pw | p password= [REDACTED]",
        "p Authorization: Bearer pw | p Authorization: [REDACTED] [REDACTED]",
        "p -HAuthorization:Bearer pw | p -HAuthorization:[REDACTED] [REDACTED]",
        "passwd root | passwd root"
      })
  void takesArgumentsByWhatStandsBeforeThem(String arguments, String expected) {
    assertEquals(
        Arrays.asList(expected.split(" ", -1)), redact(arguments.split(" ", -1)), arguments);
  }

  @Test
  void takesWhatIsPrintedIntoAProgramThatReadsASecretAndNothingElse() {
    assertEquals(
        "echo [REDACTED] | passwd --stdin bob",
        redact("sh", "-c", "echo abc | passwd --stdin bob").get(2));
  }

  /** A whole command as the program, which then is not found. */
  @Test
  void takesSecretsOutOfTheProgram() {
    assertEquals(
        "/bin/mysql --password=[REDACTED] db", redact("/bin/mysql --password=abc db").get(0));
    assertEquals("/bin/mysql -p[REDACTED] db", redact("/bin/mysql -pabc db").get(0));
  }

  @Test
  void takesOwnPatternsWholeWhereverTheyStand() {
    Redaction redaction = new Redaction(OwnSecrets.of("\\d{4}-\\d{4}"));
    assertEquals("id [REDACTED]", redaction.redactWithin("id 1234-5678"));
    assertEquals("[REDACTED] or [REDACTED]", redaction.redactWithin("1234-5678 or 8765-4321"));
  }

  @Test
  void whatIsNestedTooDeepIsHidden() {
    String text = "a secretive b";
    for (int i = 0; i < 6; i++) {
      text = "x \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
    assertFalse(redact("p", text).get(1).contains("secretive"));
  }
}
