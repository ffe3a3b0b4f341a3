package io.procex.agent.instrument;

import java.util.EnumSet;
import java.util.Set;

/**
 * What becomes of launches in this JVM.
 *
 * <pre>
 *             adopt: nothing was launched yet
 *  WAITING ------------------------------------&gt; INSTALLED &lt;---- start, attach ---- ABSENT
 *   |  |  ^                                        ^   |                             ^  ^
 *   |  |  | no memory or stack, or the library     |   '--- detach, failed start ----'  |
 *   |  |  | cannot be stopped                      |                                    |
 *   |  v  |                                        |                                    |
 *   | TAKING_OVER ----- the rest is ready ---------'                                    |
 *   |    '------------- it cannot be prepared ------------------------------------------|
 *   '------------------ failed attach --------------------------------------------------'
 * </pre>
 */
public enum State {
  /**
   * The JVM has no options. The outer jar waits for the first launch, or the library launches
   * alone.
   */
  WAITING,

  /** The library launches, and the call is being rewritten. */
  TAKING_OVER,

  /** The JDK's call is rewritten, or will be when its class is loaded. */
  INSTALLED,

  /** The JDK launches. {@link Installation#absence} has the reason. */
  ABSENT;

  /** Whether that state may follow this one. */
  boolean mayBecome(State next) {
    return next == this || following().contains(next);
  }

  private Set<State> following() {
    switch (this) {
      case WAITING:
        return EnumSet.of(TAKING_OVER, INSTALLED, ABSENT);
      case TAKING_OVER:
        return EnumSet.of(INSTALLED, WAITING, ABSENT);
      case INSTALLED:
        return EnumSet.of(ABSENT);
      default:
        return EnumSet.of(INSTALLED);
    }
  }
}
