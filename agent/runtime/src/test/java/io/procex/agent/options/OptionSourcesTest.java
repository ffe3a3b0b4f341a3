package io.procex.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Properties, variables of the environment and arguments: the nearest to the start wins. */
class OptionSourcesTest {
  private final Map<String, String> environment = new HashMap<>();

  @AfterEach
  void clearProperties() {
    System.clearProperty("procex.strict");
    System.clearProperty("procex.UMask");
  }

  private OptionSources sources(String... arguments) {
    return new OptionSources(environment, arguments);
  }

  @Test
  void variableBeatsTheArgumentAndThePropertyBoth() {
    assertNull(sources("").textOf("strict"));
    assertEquals("a", sources("strict=a").textOf("strict"));
    environment.put("PROCEX_STRICT", "v");
    assertEquals("v", sources("strict=a").textOf("strict"));
    System.setProperty("procex.strict", "p");
    assertEquals("p", sources("strict=a").textOf("strict"));
    assertEquals("p", sources("strict=a").textOf(Option.STRICT));
  }

  @Test
  void namesOfVariablesAreInCapitalsWithoutDots() {
    environment.put("PROCEX_LOG_FORMAT", "ecs");
    OptionSources sources = sources("");
    assertEquals("ecs", sources.textOf(Option.LOG_FORMAT));
    assertEquals(Collections.emptyList(), sources.problems());
  }

  @Test
  void variableThatIsNoOptionIsNamed() {
    environment.put("PROCEX_LOGFORMAT", "ecs");
    assertEquals(
        Collections.singletonList("unknown option in the environment variable PROCEX_LOGFORMAT"),
        sources("").problems());
  }

  @Test
  void settingIsNoticedWhereverItIsGiven() {
    assertFalse(sources("strict=true").hasSettings());
    assertTrue(sources("UMask=077").hasSettings());
    assertTrue(sources("profile=safe").hasSettings());
    assertTrue(sources("required=all").hasSettings());
    System.setProperty("procex.UMask", "077");
    assertTrue(sources("").hasSettings());
    System.clearProperty("procex.UMask");
    environment.put("PROCEX_UMASK", "077");
    assertTrue(sources("").hasSettings());
    assertEquals(Collections.emptyList(), sources("").problems());
  }

  @Test
  void optionIsBareOnlyIfNobodyGivesItAValue() {
    assertTrue(sources("strict").isBare(Option.STRICT));
    assertFalse(sources("strict").isBare(Option.JMX));
    assertFalse(sources("strict,strict=false").isBare(Option.STRICT));
    environment.put("PROCEX_STRICT", "false");
    assertFalse(sources("strict").isBare(Option.STRICT));
  }

  @Test
  void settingWithoutAValueIsToldAndUnknownNamesWithoutOneOnce() {
    assertEquals(
        Arrays.asList(
            "option 'UMask' has no value: write UMask=VALUE",
            "unknown option 'other' (agent argument)"),
        sources("UMask,,other").problems());
  }

  @Test
  void valueWithoutANameIsToldAsSuch() {
    assertEquals(
        Collections.singletonList("unknown option '' (agent argument)"), sources("=x").problems());
  }

  @Test
  void nameOfAnOptionTellsThoseOfItsPropertyAndVariable() {
    assertEquals("procex.log.format", Option.LOG_FORMAT.property());
    assertEquals("PROCEX_LOG_FORMAT", Option.LOG_FORMAT.variable());
  }

  @Test
  void backslashThatEscapesNoCommaStays() {
    OptionSources sources = sources("rules=a\\b\\,c\\");
    assertEquals("a\\b,c\\", sources.textOf(Option.RULES));
  }
}
