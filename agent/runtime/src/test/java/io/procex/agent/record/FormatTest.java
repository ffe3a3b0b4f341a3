package io.procex.agent.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FormatTest {
  private static final Record RECORD =
      new Record(Event.LAUNCH, Instant.EPOCH)
          .put(Field.PID, 7)
          .put(Field.EXECUTABLE, "/bin/a b process.exit.code=0")
          .put(Field.ARGUMENTS, Arrays.asList("a\\", "\u007f\ufffd\u202e", "]"))
          .put(Field.THREAD_NAME, "x\" process.exit.code=0 \\");

  private static String encode(String format) throws Exception {
    return new String(
        Format.named(format, () -> new Resource()).encode(RECORD), StandardCharsets.UTF_8);
  }

  @Test
  void jsonIsOneLineOfPrintableAscii() throws Exception {
    for (String format : new String[] {"json", "ecs", "ocsf", "otlp"}) {
      String line = encode(format);
      assertTrue(line.endsWith("}\n"), line);
      assertTrue(line.trim().chars().allMatch(c -> c >= ' ' && c < 0x7f), line);
      assertTrue(line.contains("\"\\u007F\\uFFFD\\u202E\""), line);
    }
  }

  @Test
  void noValueLooksLikeSeveralInText() throws Exception {
    assertEquals(
        "1970-01-01T00:00:00Z launch 7 \"/bin/a b process.exit.code=0\""
            + " [\"a\\\\\" \"\\u007f\ufffd\\u202e\" \"]\"]"
            + " thread.name=\"x\\\" process.exit.code=0 \\\\\"\n",
        encode("text"));
  }
}
