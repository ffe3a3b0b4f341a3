package io.procex.agent.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PropagatedFieldsTest {
  private final PropagatedFields fields = new PropagatedFields();

  @Test
  void fieldsOfTheseFormatsAreKept() {
    fields.set("traceparent", "00-a-b-01");
    fields.set("tracestate", "v=1");
    fields.set("baggage", "user=x");
    fields.set("b3", "other");
    assertArrayEquals("00-a-b-01".getBytes(StandardCharsets.US_ASCII), fields.parent());
    assertEquals("v=1", fields.state());
    assertEquals("user=x", fields.baggage());
  }

  @Test
  void stateAloneIsNoContext() {
    fields.set("tracestate", "v=1");
    assertFalse(fields.areThere());
    fields.set("baggage", "user=x");
    assertTrue(fields.areThere());
  }

  @Test
  void whatNoHeaderMayHaveIsLeftOut() {
    fields.set("tracestate", new String(new char[PropagatedFields.LONGEST + 1]).replace('\0', 'a'));
    fields.set("baggage", "user=x\0LD_PRELOAD=/x");
    fields.set("traceparent", "");
    assertNull(fields.state());
    assertNull(fields.baggage());
    assertNull(fields.parent());
    assertNull(PropagatedFields.of(new byte[] {'0', 0}).parent());
  }
}
