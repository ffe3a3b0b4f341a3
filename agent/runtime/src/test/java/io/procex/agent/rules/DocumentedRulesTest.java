package io.procex.agent.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class DocumentedRulesTest {
  @Test
  void examplesOfTheDocumentationAreRead() throws Exception {
    String[] blocks = Files.readString(Path.of("../../docs/rules.md")).split("```yaml\n", -1);
    assertEquals(5, blocks.length);
    for (int i = 1; i < blocks.length; i++) {
      String example = blocks[i].substring(0, blocks[i].indexOf("```"));
      assertEquals(Collections.emptyList(), TextRules.problems(example), example);
    }
  }

  @Test
  void rulePacksAreReadAndDenyAllElse() throws Exception {
    try (DirectoryStream<Path> packs =
        Files.newDirectoryStream(Path.of("../../docs/rule-packs"), "*.yaml")) {
      for (Path pack : packs) {
        String text = Files.readString(pack);
        assertEquals(Collections.emptyList(), TextRules.problems(text), pack.toString());
        assertTrue(text.endsWith("\ndefault: {action: deny}\n"), pack.toString());
      }
    }
  }
}
