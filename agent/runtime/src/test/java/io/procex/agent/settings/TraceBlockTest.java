package io.procex.agent.settings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class TraceBlockTest {
  @Test
  void withoutVariablesTheBlockIsTheSame() {
    byte[] block = {1, 2};
    assertArrayEquals(block, TraceBlock.add(block, Collections.emptyList()));
  }

  @Test
  void eachGroupIsAListBehindTheSettings() {
    byte[] block = SettingsBlock.encode(SettingNumbers.UMASK, 0, new byte[8]);
    byte[] all =
        TraceBlock.add(
            block, Arrays.asList(Arrays.asList("A=1", "B"), Collections.singletonList("C=1")));
    ByteBuffer bytes = SettingsBlock.over(all);
    assertEquals(SettingNumbers.UMASK, bytes.getShort());
    bytes.position(block.length);
    assertEquals("A=1\0B\0\0\0", list(bytes));
    assertEquals("C=1\0\0\0\0\0", list(bytes));
    assertEquals(0, bytes.remaining());
  }

  private static String list(ByteBuffer bytes) {
    assertEquals(SettingNumbers.TRACE, bytes.getShort());
    assertEquals(0, bytes.getShort());
    byte[] value = new byte[bytes.getInt()];
    bytes.get(value);
    return new String(value, StandardCharsets.US_ASCII);
  }
}
