package io.procex.agent.diagnostics;

import io.procex.agent.options.AgentOptions;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Launches that the JDK made itself, without what was asked for on children. */
public final class Fallbacks {
  private static final int MOST_REASONS = 32;
  private static final Set<String> TOLD = new HashSet<>();
  private static final AtomicLong COUNT = new AtomicLong();

  /** What is asked for: of the options in force, for any thread that launches. */
  private static volatile Fallbacks now = new Fallbacks(Collections.<String>emptyList(), false);

  private final List<String> asked;
  private final boolean refused;

  private Fallbacks(List<String> asked, boolean refused) {
    this.asked = asked;
    this.refused = refused;
  }

  /** What is asked for from now on. */
  public static void use(AgentOptions options) {
    Notice.use(options.notices());
    now = new Fallbacks(options.asked(), options.refusesFallbacks());
  }

  /** The options whose effects such a launch does not have; empty where it is refused, too. */
  static List<String> missed() {
    Fallbacks inForce = now;
    return inForce.refused ? Collections.<String>emptyList() : inForce.asked;
  }

  /** How many there were. */
  public static long count() {
    return COUNT.get();
  }

  /** There is one more, for that reason. */
  public static void add(String reason) {
    if (!now.asked.isEmpty() && isNews(reason)) {
      now.tell("a launch fell back to the JDK", reason);
    }
  }

  /**
   * All launches will be, from now on: the JDK's class is not rewritten, and nothing counts them.
   */
  public static void expect(String reason) {
    if (!now.asked.isEmpty()) {
      now.tell("launches fall back to the JDK", reason);
    }
  }

  private void tell(String what, String reason) {
    Notice.once(what + ", without " + String.join(", ", asked) + ": " + reason);
  }

  private static boolean isNews(String reason) {
    COUNT.incrementAndGet();
    synchronized (TOLD) {
      return TOLD.size() < MOST_REASONS && TOLD.add(reason);
    }
  }
}
