package io.procex.hosts.soak;

/**
 * What holds in this JVM between two changes of the agent. A launch that began and ended in one
 * sure era has one right outcome; during a change, either is right.
 */
final class Era {
  /** Whether nothing changes at the moment. */
  final boolean sure;

  /** Whether the agent makes launches, and records them. */
  final boolean attached;

  /** Whether the rules deny the program for that. */
  final boolean denied;

  /** Whether there are rules. */
  final boolean rules;

  private Era(boolean sure, boolean attached, boolean rules, boolean denied) {
    this.sure = sure;
    this.attached = attached;
    this.rules = rules;
    this.denied = denied;
  }

  /** Reads {@code unsure}, or some of the words {@code sure attached rules denied}. */
  static Era parse(String words) {
    return new Era(
        !words.contains("unsure"),
        words.contains("attached"),
        words.contains("rules"),
        words.contains("denied"));
  }
}
