package io.procex.agent.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel reads 256 bytes of a script. */
class ProgramHeadTest {
  @TempDir Path temporary;
  private Path root;

  @BeforeEach
  void findRoot() throws IOException {
    root = temporary.toRealPath();
  }

  private ProgramHead head(String text) throws IOException {
    return ProgramHead.of(
        Files.write(root.resolve("file"), text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String repeat(String text, int times) {
    return String.join("", Collections.nCopies(times, text));
  }

  private void assertInterpreter(String expected, String text) throws IOException {
    ProgramHead head = head(text);
    assertFalse(head.isBinary());
    assertFalse(head.isUnknown());
    assertEquals(expected, head.interpreter());
  }

  private void assertUnknown(String text) throws IOException {
    assertTrue(head(text).isUnknown(), text);
  }

  @Test
  void nameEndsAtABlankAndItsLineAtANewline() throws IOException {
    assertInterpreter("/bin/sh", "#!/bin/sh\n");
    assertInterpreter("/bin/sh", "#!/bin/sh -e\nx y");
    assertInterpreter("/bin/sh", "#!/bin/sh\t-e\n");
    assertInterpreter("/bin/sh", "#! \t/bin/sh\n");
    assertInterpreter("/bin/sh\r", "#!/bin/sh\r\n");
    assertInterpreter("a", "#!a\n");
  }

  @Test
  void shortFileNeedsNoNewline() throws IOException {
    assertInterpreter("/bin/sh", "#!/bin/sh");
    assertInterpreter("/bin/sh", "#! /bin/sh -e");
    assertInterpreter("a", "#!a\0b\n");
    assertInterpreter(".", "#!");
  }

  @Test
  void lineWithoutANameIsNone() throws IOException {
    assertUnknown("#!\n/bin/sh");
    assertUnknown("#! \t \n/bin/sh");
    assertUnknown("#!" + repeat(" ", 254));
    assertUnknown("#!" + repeat(" ", 300));
  }

  @Test
  void nameThatDoesNotFitIsNone() throws IOException {
    String longest = repeat("a", 253);
    assertInterpreter(longest, "#!" + longest + "\n");
    assertInterpreter(longest, "#!" + longest + " b");
    assertInterpreter(longest, "#!" + longest);
    assertUnknown("#!" + longest + "a\n");
    assertUnknown("#!" + longest + "a b\n");
    assertInterpreter("a", "#!a" + repeat(" ", 300) + "\n");
  }

  @Test
  void binaryIsWhatBeginsSo() throws IOException {
    assertTrue(head("\177ELF").isBinary());
    assertFalse(head("\177ELF").isUnknown());
    assertUnknown("\177ELG");
    assertUnknown("");
    assertUnknown("# !/bin/sh\n");
  }

  @Test
  void interpretersAreFollowedAsFarAsTheKernelNestsThem() throws IOException {
    String next = "/bin/sh";
    for (int i = 0; i < 9; i++) {
      Path script = root.resolve("script" + i);
      Files.write(script, ("#!" + next + "\n").getBytes(StandardCharsets.US_ASCII));
      assertTrue(script.toFile().setExecutable(true));
      next = script.toString();
    }
    assertEquals(6, Interpreters.of(root.resolve("script8")).files().size());
    Interpreters two = Interpreters.of(root.resolve("script1"));
    Path shell = Path.of("/bin/sh").toRealPath();
    assertEquals(Arrays.asList(root.resolve("script0"), shell), two.files());
    assertEquals(4, two.names().size());
  }

  @Test
  void interpreterThatCannotBeExecutedIsNamedAndNotFollowed() throws IOException {
    Files.write(root.resolve("plain"), "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII));
    for (String name : new String[] {root + "/plain", root.toString(), "/no/such"}) {
      head("#!" + name + "\n");
      Interpreters found = Interpreters.of(root.resolve("file"));
      assertEquals(Collections.singletonList(name), found.names());
      assertEquals(Collections.emptyList(), found.files());
    }
  }
}
