package io.procex.agent.diagnostics;

import io.procex.agent.options.AgentOptions;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Counts and reports fallbacks whose children lack something that was asked for. */
public final class Fallbacks {
  private static final int MOST_REASONS = 32;

  /**
   * The count for the options in force. A static field, because the bridge, the records and the
   * bean each use it.
   */
  private static volatile Fallbacks now = new Fallbacks();

  private final List<String> asked;
  private final boolean refused;
  private final Set<String> told;
  private final AtomicLong count;

  private Fallbacks() {
    asked = Collections.emptyList();
    refused = false;
    told = new HashSet<>();
    count = new AtomicLong();
  }

  /** Continues the count for other options. */
  private Fallbacks(AgentOptions options, Fallbacks before) {
    asked = options.asked();
    refused = options.refusesFallbacks();
    told = before.told;
    count = before.count;
  }

  /** Sets the options in force. */
  public static void use(AgentOptions options) {
    Notice.use(options.notices());
    now = new Fallbacks(options, now);
  }

  /** The options that do not apply to the child of a fallback; empty if fallbacks are refused. */
  static List<String> missed() {
    Fallbacks inForce = now;
    return inForce.refused ? Collections.<String>emptyList() : inForce.asked;
  }

  /** The number of these fallbacks. */
  public static long count() {
    return now.count.get();
  }

  /** Counts a fallback, and reports a reason that is new. */
  public static void add(String reason) {
    Fallbacks inForce = now;
    if (!inForce.asked.isEmpty() && inForce.isNews(reason)) {
      inForce.tell("a launch fell back to the JDK", reason);
    }
  }

  /**
   * Reports that all launches will fall back from now on. The JDK's class is not rewritten, so
   * nothing would count them.
   */
  public static void expect(String reason) {
    Fallbacks inForce = now;
    if (!inForce.asked.isEmpty()) {
      inForce.tell("launches fall back to the JDK", reason);
    }
  }

  private void tell(String what, String reason) {
    Notice.once(what + ", without " + String.join(", ", asked) + ": " + reason);
  }

  private boolean isNews(String reason) {
    count.incrementAndGet();
    synchronized (told) {
      return told.size() < MOST_REASONS && told.add(reason);
    }
  }
}
