package io.procex.agent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.procex.agent.attach.AttachRequest.Kind;
import org.junit.jupiter.api.Test;

class AttachRequestTest {
  @Test
  void whatIsWrittenIsRead() {
    for (Kind kind : Kind.values()) {
      AttachRequest request =
          AttachRequest.parse(new AttachRequest(kind, "/tmp/reply", "log=/a b c,x=1").toString());
      assertEquals(kind, request.kind());
      assertEquals("/tmp/reply", request.replyFile());
      assertEquals("log=/a b c,x=1", request.rest());
    }
    assertEquals(
        "", AttachRequest.parse(new AttachRequest(Kind.STATUS, "/r", "").toString()).rest());
  }

  @Test
  void otherToolsGiveOptionsAlone() {
    for (String text : new String[] {"log=/tmp/x", "log=/a b c", "@unknown a b", "@attach"}) {
      AttachRequest request = AttachRequest.parse(text);
      assertEquals(Kind.ATTACH, request.kind());
      assertNull(request.replyFile());
      assertEquals(text, request.rest());
    }
    assertEquals("", AttachRequest.parse(null).rest());
  }
}
