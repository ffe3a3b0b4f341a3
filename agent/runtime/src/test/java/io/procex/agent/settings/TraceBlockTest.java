package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TraceBlockTest {
  private static final byte[] PARENT = "00-a-b-01".getBytes(StandardCharsets.US_ASCII);

  private final byte[] block = SettingsBlock.encode(SettingNumbers.UMASK, 0, new byte[8]);

  /** What is behind the block that was there. */
  private ByteBuffer added(byte[] all) {
    ByteBuffer bytes = SettingsBlock.over(all);
    assertEquals(SettingNumbers.UMASK, bytes.getShort());
    bytes.position(block.length);
    return bytes;
  }

  private static String list(ByteBuffer bytes) {
    assertEquals(SettingNumbers.TRACE, bytes.getShort());
    assertEquals(0, bytes.getShort());
    byte[] value = new byte[bytes.getInt()];
    bytes.get(value);
    return new String(value, StandardCharsets.US_ASCII);
  }

  @Test
  void withoutContextTheBlockIsTheSame() {
    assertSame(block, TraceBlock.add(block, null, null, null));
  }

  @Test
  void parentAndStateGoTogetherAndBaggageAlone() {
    ByteBuffer added = added(TraceBlock.add(block, PARENT, "v=1", "user=x"));
    assertEquals("TRACEPARENT=00-a-b-01\0TRACESTATE=v=1\0\0\0\0", list(added));
    assertEquals("BAGGAGE=user=x\0\0", list(added));
    assertEquals(0, added.remaining());
  }

  @Test
  void parentWithoutStateRemovesAnOlderState() {
    ByteBuffer added = added(TraceBlock.add(block, PARENT, null, null));
    assertEquals("TRACEPARENT=00-a-b-01\0TRACESTATE\0\0\0\0\0\0\0\0", list(added));
    assertEquals(0, added.remaining());
  }

  @Test
  void stateWithoutParentIsNoContext() {
    assertSame(block, TraceBlock.add(block, null, "v=1", null));
  }

  @Test
  void usualParentIsCopiedToItsPlace() {
    byte[] usual = new byte[55];
    Arrays.fill(usual, (byte) 'p');
    TraceBlock prepared = new TraceBlock(block);
    for (int i = 0; i < 2; i++) {
      assertArrayEquals(TraceBlock.add(block, usual, null, null), prepared.with(usual, null, null));
    }
    assertArrayEquals(TraceBlock.add(block, usual, "v=1", null), prepared.with(usual, "v=1", null));
    assertArrayEquals(
        TraceBlock.add(block, PARENT, null, "user=x"), prepared.with(PARENT, null, "user=x"));
    assertSame(block, prepared.with(null, null, null));
  }
}
