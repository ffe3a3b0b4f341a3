package io.procex.agent.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Scanner;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Commands that people run, with secrets and without, as they are and behind other commands. */
class KnownCommandsTest {
  private static final String SECRET = "S3CRET";
  private static final String[] WRAPPERS = {
    "",
    "sudo",
    "sudo -u postgres",
    "env A=b",
    "nice -n 5",
    "timeout -s KILL 10",
    "nohup",
    "docker exec -it -u app container",
    "ssh -p 2222 -i key host",
    "xargs -n 1",
    "sudo env A=b timeout 5"
  };

  private static List<List<String>> commands(String file) {
    List<List<String>> commands = new ArrayList<>();
    InputStream in = KnownCommandsTest.class.getResourceAsStream(file);
    try (Scanner lines = new Scanner(in, "UTF-8")) {
      while (lines.hasNextLine()) {
        String line = lines.nextLine();
        if (!line.isEmpty() && !line.startsWith("#")) {
          commands.add(words(line));
        }
      }
    }
    return commands;
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    for (String word : line.split(" ", -1)) {
      words.add(word.replace('\u00b7', ' '));
    }
    return words;
  }

  private static List<String> behind(String wrapper, List<String> command) {
    List<String> all =
        new ArrayList<>(wrapper.isEmpty() ? Collections.emptyList() : words(wrapper));
    all.addAll(command);
    return all;
  }

  /** As a shell would be given it. */
  private static List<String> inShell(List<String> command) {
    StringBuilder line = new StringBuilder("cd /x && ");
    for (String word : command) {
      String text = word.replace("\\", "\\\\").replace("\"", "\\\"");
      boolean plain = word.matches("[\\w%+,./:=@~-]+");
      line.append(plain ? word : '"' + text + '"').append(' ');
    }
    return Arrays.asList("sh", "-c", line.append("| gzip").toString());
  }

  private static List<String> redact(List<String> command) {
    return new Redaction(null).redact(command);
  }

  private static void assertNone(List<String> wrong) {
    assertEquals("", String.join("\n", wrong));
  }

  /** The commands of a file, each made another one, of which that holds. */
  private static List<String> find(
      String file, UnaryOperator<List<String>> asRun, Predicate<List<String>> isWrong) {
    List<String> wrong = new ArrayList<>();
    for (List<String> command : commands(file)) {
      List<String> run = asRun.apply(command);
      if (isWrong.test(run)) {
        wrong.add(run + " -> " + redact(run));
      }
    }
    return wrong;
  }

  private static boolean isShown(List<String> command) {
    return redact(command).toString().contains(SECRET);
  }

  private static boolean isChanged(List<String> command) {
    return !redact(command).equals(command);
  }

  private static List<String> findBehindAll(String file, Predicate<List<String>> isWrong) {
    List<String> wrong = new ArrayList<>();
    for (String wrapper : WRAPPERS) {
      wrong.addAll(find(file, command -> behind(wrapper, command), isWrong));
    }
    return wrong;
  }

  @Test
  void secretsOfKnownCommandsAreHidden() {
    assertNone(findBehindAll("secret-commands.txt", KnownCommandsTest::isShown));
  }

  @Test
  void theyAreHiddenInACommandLineOfAShellToo() {
    assertNone(find("secret-commands.txt", KnownCommandsTest::inShell, KnownCommandsTest::isShown));
  }

  @Test
  void harmlessCommandsKeepAllArguments() {
    assertNone(findBehindAll("harmless-commands.txt", KnownCommandsTest::isChanged));
  }

  @Test
  void theyKeepThemInAShellToo() {
    assertNone(
        find("harmless-commands.txt", KnownCommandsTest::inShell, KnownCommandsTest::isChanged));
  }

  /** The given figures of the lists, so that none of them shrinks unseen. */
  @Test
  void thereAreEnoughOfBoth() {
    assertEquals(true, commands("secret-commands.txt").size() >= 250);
    assertEquals(true, commands("harmless-commands.txt").size() >= 300);
  }
}
