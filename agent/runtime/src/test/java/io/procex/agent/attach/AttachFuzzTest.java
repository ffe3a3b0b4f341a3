package io.procex.agent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.procex.agent.fuzz.FuzzInput;

/** Any text as what the command line asks of a JVM, and as the answer. */
class AttachFuzzTest {
  @FuzzTest
  void whatIsReadIsWhatWasWritten(byte[] data) {
    String text = FuzzInput.text(data);
    AttachRequest request = AttachRequest.parse(text);
    assertEquals(text, request.replyFile() == null ? request.rest() : request.toString());
    AttachReply reply;
    try {
      reply = AttachReply.parse(text);
    } catch (IllegalArgumentException refused) {
      return;
    }
    AttachReply again = AttachReply.parse(reply.toString());
    assertEquals(reply.toString(), again.toString());
    assertEquals(reply.sentences(), again.sentences());
  }
}
