package io.procex.agent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.procex.agent.attach.AttachReply.Outcome;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttachReplyTest {
  private static AttachReply written(List<String> sentences) {
    return AttachReply.parse(
        new AttachReply(Outcome.REREAD, "1.2", "/a b/agent.jar", sentences).toString());
  }

  @Test
  void whatIsWrittenIsRead() {
    AttachReply reply = written(Arrays.asList("first", "", "last"));
    assertEquals(Outcome.REREAD, reply.outcome());
    assertEquals("1.2", reply.version());
    assertEquals("/a b/agent.jar", reply.jar());
    assertEquals(Arrays.asList("first", "", "last"), reply.sentences());
    assertEquals(Collections.emptyList(), written(Collections.emptyList()).sentences());
  }

  @Test
  void sentenceStaysOneLine() {
    assertEquals(
        Arrays.asList("two lines", "x"), written(Arrays.asList("two\nlines", "x")).sentences());
  }

  @Test
  void otherTextIsNoReply() {
    assertThrows(IllegalArgumentException.class, () -> AttachReply.parse(""));
    assertThrows(IllegalArgumentException.class, () -> AttachReply.parse("REREAD\n1\n/jar"));
    assertThrows(IllegalArgumentException.class, () -> AttachReply.parse("LUNCH\n1\n/jar\n"));
  }
}
