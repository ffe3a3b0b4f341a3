package io.procex.agent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class LogOptionsTest {
  private static LogOptions log(String arguments) {
    return new AgentOptions(arguments).log();
  }

  @Test
  void nothingIsRecordedUnlessAskedFor() {
    assertFalse(log(null).isOn());
    assertFalse(log("log.format=ecs").isOn());
    assertTrue(log("jmx=true").isOn());
    assertTrue(log("log=/x").isOn());
  }

  @Test
  void sinksAreJoinedByPlusSigns() {
    assertEquals(Arrays.asList("stderr", "/a+b", "jfr"), log("log=stderr+/a\\+b+jfr").sinks());
  }

  @Test
  void sizesTakeSuffixes() {
    assertEquals(10240, log("log.size=10K").size());
    assertEquals(3L << 30, log("log.size=3G").size());
    assertEquals(1L << 40, log("log.size=1T").size());
    assertEquals(0, log("log.size=0").size());
    assertEquals(100L << 20, log(null).size());
  }

  @Test
  void wrongValuesAreNamedAndTheirDefaultsTaken() {
    check(
        "log.format=xml",
        "option 'log.format' has the value 'xml': expected json, ecs, ocsf, otlp or text");
    check(
        "log.size=many",
        "option 'log.size' has the value 'many': expected a size such as 100M, or 0");
    assertEquals(100L << 20, log("log.size=many").size());
    check("log.keep=-1", "option 'log.keep' has the value '-1': expected a number from 0 to 1000");
    check("log=unix:", "option 'log' has the value 'unix:': expected a name after the colon");
    check(
        "log.redact=(",
        "option 'log.redact' has the value '(': not a regular expression: Unclosed group");
  }

  private static void check(String arguments, String problem) {
    AgentOptions options = new AgentOptions(arguments);
    assertEquals(Collections.singletonList(problem), options.problems());
    assertFalse(options.log().isOn());
    assertEquals("json", options.log().format());
  }
}
