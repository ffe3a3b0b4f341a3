package io.procex.agent.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The variables that carry a context into a child, as OpenTelemetry's specification "Environment
 * Variables as Context Propagation Carriers" names them.
 */
public final class TraceVariables {
  /**
   * The most that a header may have, as the W3C recommends for baggage. The kernel refuses to
   * execute a program with a variable of 128 KiB, and what would refuse a launch is left out.
   */
  static final int LONGEST = 8192;

  private TraceVariables() {}

  /**
   * Groups of variables that belong together, {@code NAME=VALUE}. A name alone stands for a
   * variable that the child must not have, because another one of its group replaces it.
   */
  public static List<List<String>> of(Map<String, String> context) {
    List<List<String>> groups = new ArrayList<>();
    if (isFit(context.get("traceparent"))) {
      String state = context.get("tracestate");
      groups.add(
          Arrays.asList(
              "TRACEPARENT=" + context.get("traceparent"),
              isFit(state) ? "TRACESTATE=" + state : "TRACESTATE"));
    }
    if (isFit(context.get("baggage"))) {
      groups.add(Collections.singletonList("BAGGAGE=" + context.get("baggage")));
    }
    return groups;
  }

  /** Whether it is the printable ASCII that a header may have. */
  private static boolean isFit(String value) {
    if (value == null || value.isEmpty() || value.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }
}
