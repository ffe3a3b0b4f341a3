package io.procex.agent.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.options.AgentOptions;
import io.procex.agent.record.Resource;
import io.procex.agent.record.ResourceField;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class JvmCommandTest {
  private static Resource of(String options, String... words) {
    Resource resource = new Resource();
    byte[] block = (String.join("\0", words) + "\0").getBytes(StandardCharsets.UTF_8);
    new JvmCommand(new AgentOptions(options).log()).put(resource, block);
    return resource;
  }

  private static String repeated(String text, int times) {
    return String.join("", Collections.nCopies(times, text));
  }

  @Test
  void wordsAndLineAreThoseOfTheCommand() {
    Resource resource = of(null, "/usr/bin/java", "-Da=b c", "", "a.Main");
    assertEquals(Arrays.asList("/usr/bin/java", "-Da=b c", "", "a.Main"), resource.arguments());
    assertEquals("/usr/bin/java -Da=b c  a.Main", resource.get(ResourceField.JVM_COMMAND));
  }

  @Test
  void mainClassIsSeenBehindALongClassPath() {
    String path = repeated("/opt/app/lib/a.jar:", 1_500); // 28 KB
    Resource resource = of(null, "java", "-cp", path, "org.apache.catalina.startup.Bootstrap");
    assertEquals(
        Arrays.asList(
            "java", "-cp", path.substring(0, 256), "org.apache.catalina.startup.Bootstrap"),
        resource.arguments());
    assertTrue(resource.get(ResourceField.JVM_COMMAND).endsWith(".Bootstrap"));
  }

  @Test
  void manyWordsHaveAnEnd() {
    String[] words = new String[1_000];
    Arrays.fill(words, repeated("a", 99));
    Resource resource = of(null, words);
    assertEquals(41, resource.arguments().size()); // 4,096 characters, blanks between them counted
    assertEquals(1_024, resource.get(ResourceField.JVM_COMMAND).length());
  }

  @Test
  void secretsAreRemovedBeforeWordsAreCut() {
    String secret = "-Ddb.password=" + repeated("x", 300);
    assertEquals(
        Arrays.asList("java", "-Ddb.password=[REDACTED]", "a.Main"),
        of(null, "java", secret, "a.Main").arguments());
    assertEquals(256, of("log.args=full", "java", secret).arguments().get(1).length());
  }

  @Test
  void nothingIsShownWhereNoArgumentsAre() {
    Resource resource = of("log.args=none", "java", "a.Main");
    assertEquals(Collections.emptyList(), resource.arguments());
    assertNull(resource.get(ResourceField.JVM_COMMAND));
  }
}
