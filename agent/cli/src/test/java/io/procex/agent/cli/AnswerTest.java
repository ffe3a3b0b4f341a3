package io.procex.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.attach.AttachReply;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands attach, detach and reload print of a JVM's answer: here of this JVM's. */
class AnswerTest {
  @TempDir Path directory;
  private Path jar;
  private TargetJvm jvm;

  @BeforeEach
  void makeJar() throws Exception {
    jar = Files.createFile(directory.resolve("agent.jar"));
    jvm = new TargetJvm(Long.parseLong(new File("/proc/self").getCanonicalFile().getName()));
  }

  private String printed(String outcome, Path jarOfJvm, String sentences) throws Exception {
    String text = outcome + "\n" + Main.Version.name() + "\n" + jarOfJvm + "\n" + sentences;
    StringWriter out = new StringWriter();
    assertEquals(0, new Answer(jvm, jar, AttachReply.parse(text)).print(new PrintWriter(out)));
    return out.toString().trim();
  }

  @Test
  void outcomeAndSentencesAreOneLine() throws Exception {
    assertEquals(
        jvm + ": options re-read: changed: log; also",
        printed("REREAD", jar, "changed: log\nalso\n"));
    assertEquals(jvm + ": installed", printed("INSTALLED", jar, ""));
  }

  @Test
  void refusalsAreFailures() {
    for (String outcome : new String[] {"REFUSED", "NOT_INSTALLED"}) {
      CommandFailure failure =
          assertThrows(CommandFailure.class, () -> printed(outcome, jar, "for a reason\n"));
      assertTrue(failure.getMessage().endsWith(": for a reason"), failure::getMessage);
    }
  }

  @Test
  void whatATerminalWouldObeyIsEscaped() throws Exception {
    assertFalse(printed("RELOADED", jar, "\u001b[2J\n").contains("\u001b"));
  }

  @Test
  void anotherCopyIsNamedAlsoIfItIsGone() throws Exception {
    assertFalse(printed("UNCHANGED", jar, "").contains("another copy"));
    Path gone = directory.resolve("gone.jar");
    String printed = printed("UNCHANGED", gone, "");
    assertTrue(printed.contains("another copy is already installed"), printed);
    assertTrue(printed.contains(gone.toString()), printed);
  }
}
