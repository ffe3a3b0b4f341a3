package io.procex.agent.record;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A line is understood when it is needed: a mistake in one would be found in a JVM. */
class BuiltInToolsTest {
  @Test
  void eachLineIsWellFormed() {
    assertTrue(BuiltInTools.names().size() > 100, () -> BuiltInTools.names().toString());
    for (String name : BuiltInTools.names()) {
      assertNotNull(BuiltInTools.get(name), name);
    }
  }

  @Test
  void toolIsUnderstoodOnce() {
    assertSame(BuiltInTools.get("mysql"), BuiltInTools.get("mysql"));
    assertNull(BuiltInTools.get("a tool that nobody has"));
  }
}
