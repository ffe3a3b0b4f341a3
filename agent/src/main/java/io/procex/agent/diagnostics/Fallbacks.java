package io.procex.agent.diagnostics;

import io.procex.agent.options.AgentOptions;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Launches that the JDK made itself, without what was asked for on children. */
public final class Fallbacks {
  private static volatile List<String> asked = Collections.emptyList();
  private static volatile boolean refused;
  private static final int MOST_REASONS = 32;
  private static final Set<String> TOLD = new HashSet<>();
  private static long count;

  private Fallbacks() {}

  /** What is asked for from now on. */
  public static void use(AgentOptions options) {
    Notice.use(options.notices());
    asked = options.asked();
    refused = options.refusesFallbacks();
  }

  /** The options whose effects such a launch does not have; empty where it is refused, too. */
  static List<String> missed() {
    return refused ? Collections.<String>emptyList() : asked;
  }

  /** How many there were. */
  public static synchronized long count() {
    return count;
  }

  /** There is one more, for that reason. */
  public static void add(String reason) {
    if (!asked.isEmpty()) {
      if (isNews(reason)) {
        tell("a launch fell back to the JDK", reason);
      }
    }
  }

  /**
   * All launches will be, from now on: the JDK's class is not rewritten, and nothing counts them.
   */
  public static void expect(String reason) {
    if (!asked.isEmpty()) {
      tell("launches fall back to the JDK", reason);
    }
  }

  private static void tell(String what, String reason) {
    Notice.once(what + ", without " + String.join(", ", asked) + ": " + reason);
  }

  private static synchronized boolean isNews(String reason) {
    count++;
    return TOLD.size() < MOST_REASONS && TOLD.add(reason);
  }
}
