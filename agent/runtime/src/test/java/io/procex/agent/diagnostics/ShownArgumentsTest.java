package io.procex.agent.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.agent.record.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShownArgumentsTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ShownArguments shown(int most, int mostOfEach, String program, String block) {
    ShownArguments shown = new ShownArguments(null, most, mostOfEach);
    shown.addAll(bytes(program), bytes(block));
    return shown;
  }

  @Test
  void whatHasNoRoomIsCountedInBytes() {
    ShownArguments shown = shown(6, 99, "ab\0", "cdef\0gh\0");
    assertEquals(Arrays.asList("ab", "cde"), shown.list());
    assertEquals(1 + 3, shown.cut()); // f, and gh with its end
  }

  @Test
  void noCharacterIsCutInTwo() {
    String face = "\ud83d\ude00";
    ShownArguments shown = shown(99, 2, "a" + face + "\0", "");
    assertEquals(Arrays.asList("a"), shown.list());
    assertEquals(4, shown.cut());
  }

  @Test
  void emptyArgumentsAreArguments() {
    assertEquals(Arrays.asList("a", "", "b"), shown(99, 99, "a\0", "\0b\0").list());
  }

  @Test
  void secretsAreHiddenAcrossArguments() {
    ShownArguments shown = new ShownArguments(new Redaction(null));
    shown.addAll(bytes("tool\0"), bytes("--password\0hunter2\0"));
    assertEquals(Arrays.asList("tool", "--password", "[REDACTED]"), shown.list());
  }
}
