package io.procex.agent.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.agent.host.AgentLog;
import io.procex.agent.options.AgentOptions;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of launches that the JDK made without what was set. */
class FallbacksTest {
  @AfterEach
  void askForNothing() {
    Fallbacks.use(new AgentOptions("notice=off"));
  }

  private static void use(String options) {
    Fallbacks.use(new AgentOptions("notice=off," + options));
  }

  private static long said(String end) {
    return AgentLog.lines().stream().filter(line -> line.endsWith(end)).count();
  }

  @Test
  void eachReasonIsToldOnceAndEachFallbackCounted() {
    use("UMask=077,children=strip");
    long before = Fallbacks.count();
    Fallbacks.add("one of the test");
    Fallbacks.add("one of the test");
    Fallbacks.add("another of the test");
    assertEquals(before + 3, Fallbacks.count());
    assertEquals(1, said("without children, UMask: one of the test"));
    assertEquals(1, said("without children, UMask: another of the test"));
  }

  @Test
  void withoutAnythingAskedForNothingIsTold() {
    use("log.stack=3");
    long before = Fallbacks.count();
    Fallbacks.add("none of the test");
    assertEquals(before, Fallbacks.count());
    assertEquals(0, said("none of the test"));
  }

  @Test
  void aLaunchMissesWhatWasAskedForUnlessItWouldBeRefused() {
    use("UMask=077");
    assertEquals(Arrays.asList("UMask"), Fallbacks.missed());
    use("UMask=077,strict=true");
    assertEquals(Collections.emptyList(), Fallbacks.missed());
    use("UMask=077,required=UMask");
    assertEquals(Collections.emptyList(), Fallbacks.missed());
  }
}
