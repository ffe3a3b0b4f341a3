package io.procex.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.agent.rules.RuleKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema, the parser and the documentation agree on keys. */
class RulesSchemaTest {
  private static Object at(Object tree, String... path) {
    Object found = tree;
    for (String key : path) {
      found = ((Map<?, ?>) found).get(key);
    }
    return found;
  }

  private static Object schema() throws Exception {
    return new Load(LoadSettings.builder().build()).loadFromString(RulesSchema.text());
  }

  private static List<Object> keys(String... path) throws Exception {
    return new ArrayList<>(((Map<?, ?>) at(schema(), path)).keySet());
  }

  private static String page(String name) throws Exception {
    return new String(Files.readAllBytes(Paths.get("../../docs", name)), StandardCharsets.UTF_8);
  }

  @Test
  void keysAreThoseOfTheParser() throws Exception {
    assertEquals(RuleKeys.OF_FILE, keys("properties"));
    assertEquals(RuleKeys.OF_RULE, keys("$defs", "rule", "properties"));
    assertEquals(RuleKeys.OF_DEFAULT, keys("$defs", "default", "properties"));
    assertEquals(RuleKeys.ofSet(), keys("$defs", "set", "properties"));
    List<String> required = new ArrayList<>(Arrays.asList("all"));
    required.addAll(RuleKeys.settings());
    assertEquals(required, at(schema(), "$defs", "requirement", "enum"));
  }

  @Test
  void unknownKeysAreRefused() throws Exception {
    assertEquals(false, at(schema(), "additionalProperties"));
    for (String part : new String[] {"rule", "default", "set"}) {
      assertEquals(false, at(schema(), "$defs", part, "additionalProperties"), part);
    }
  }

  @Test
  void copyInTheDocumentationIsTheSame() throws Exception {
    assertEquals(RulesSchema.text(), page("rules.schema.json"));
  }

  @Test
  void eachKeyIsDocumented() throws Exception {
    String page = page("rules.md");
    List<String> keys = new ArrayList<>(RuleKeys.OF_FILE);
    keys.addAll(RuleKeys.OF_RULE);
    for (String key : keys) {
      assertEquals(true, page.contains("| `" + key + "` |"), key);
    }
  }
}
