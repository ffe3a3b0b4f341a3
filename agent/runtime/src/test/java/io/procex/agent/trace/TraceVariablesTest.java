package io.procex.agent.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceVariablesTest {
  private final Map<String, String> context = new HashMap<>();

  private List<List<String>> variables() {
    return TraceVariables.of(context);
  }

  @Test
  void withoutContextThereAreNone() {
    assertEquals(Collections.emptyList(), variables());
  }

  @Test
  void parentAndStateGoTogetherAndBaggageAlone() {
    context.put("traceparent", "00-a-b-01");
    context.put("tracestate", "v=1");
    context.put("baggage", "user=x");
    assertEquals(
        Arrays.asList(
            Arrays.asList("TRACEPARENT=00-a-b-01", "TRACESTATE=v=1"),
            Collections.singletonList("BAGGAGE=user=x")),
        variables());
  }

  @Test
  void parentWithoutStateRemovesAnOlderState() {
    context.put("traceparent", "00-a-b-01");
    assertEquals(
        Collections.singletonList(Arrays.asList("TRACEPARENT=00-a-b-01", "TRACESTATE")),
        variables());
  }

  @Test
  void stateWithoutParentIsNoContext() {
    context.put("tracestate", "v=1");
    assertEquals(Collections.emptyList(), variables());
  }

  @Test
  void whatNoHeaderMayHaveIsLeftOut() {
    context.put("traceparent", "00-a-b-01");
    context.put("tracestate", new String(new char[TraceVariables.LONGEST + 1]).replace('\0', 'a'));
    context.put("baggage", "user=x\0LD_PRELOAD=/x");
    assertEquals(
        Collections.singletonList(Arrays.asList("TRACEPARENT=00-a-b-01", "TRACESTATE")),
        variables());
  }
}
