package io.procex.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each setting is given to a child by an integration test. */
class SettingsTestedTest {
  private static final Path TESTS = Path.of("../../integration-tests/src/test/java/io/procex/it");

  private static String tests() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  @Test
  void eachSettingIsGivenToAChildByAnIntegrationTest() throws IOException {
    String tests = tests();
    List<String> without =
        Stream.of(Setting.values())
            .map(Setting::key)
            .filter(key -> !tests.contains("\"" + key + "="))
            .collect(Collectors.toList());
    assertEquals(List.of(), without);
    assertTrue(Setting.values().length > 60, "the settings");
  }
}
