package io.procex.agent.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnSecretsTest {
  @TempDir Path directory;

  private String option(String... lines) throws Exception {
    Path file = directory.resolve("tools.txt");
    Files.write(file, Arrays.asList(lines), StandardCharsets.UTF_8);
    return "tools:" + file;
  }

  private static String redact(String option, String command) {
    Redaction redaction = new Redaction(OwnSecrets.of(option));
    return String.join(" ", redaction.redact(Arrays.asList(command.split(" ", -1))));
  }

  @Test
  void fileNamesToolsAndPatterns() throws Exception {
    String option = option("# ours", "deploy|rollout: -s login@2", "pattern: PIN\\d+", "");
    assertEquals("deploy -s [REDACTED] now", redact(option, "deploy -s abc now"));
    assertEquals("/opt/rollout login me [REDACTED]", redact(option, "/opt/rollout login me abc"));
    assertEquals("x [REDACTED]", redact(option, "x PIN1234"));
    assertEquals("sudo deploy -s[REDACTED]", redact(option, "sudo deploy -sabc"));
  }

  @Test
  void itAddsToWhatIsKnownOfATool() throws Exception {
    String option = option("mysql: --pin");
    assertEquals("mysql -p[REDACTED] --pin [REDACTED]", redact(option, "mysql -pabc --pin 1"));
  }

  @Test
  void mistakesAreNamedWithTheirLine() throws Exception {
    assertMistake("line 2: a line is NAME: ENTRY...", option("a: -b", "nothing"));
    assertMistake("line 1: no part of a value is called '?'", option("a: -b>?"));
    assertMistake("line 1: not a regular expression: Unclosed group", option("pattern: ("));
    assertMistake("line 1: '@x' has no number behind it", option("a: @x"));
    assertMistake("not a regular expression: Unclosed group", "(");
  }

  private static void assertMistake(String expected, String option) {
    Exception mistake =
        assertThrows(IllegalArgumentException.class, () -> OwnSecrets.of(option), option);
    assertEquals(expected, mistake.getMessage());
  }

  @Test
  void fileThatIsMissingOrTooLargeIsTold() throws Exception {
    Path file = directory.resolve("large.txt");
    byte[] comment = new byte[1 << 20];
    Arrays.fill(comment, (byte) '#');
    Files.write(file, comment);
    assertEquals("tools:" + file, OwnSecrets.of("tools:" + file).toString());
    Files.write(file, Arrays.copyOf(comment, comment.length + 1));
    assertMistake("the file has more than 1 MiB", "tools:" + file);
    assertMistake(
        "the file cannot be read: java.nio.file.NoSuchFileException: /no/such", "tools:/no/such");
  }
}
