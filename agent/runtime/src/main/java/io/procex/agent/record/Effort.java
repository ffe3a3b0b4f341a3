package io.procex.agent.record;

/**
 * Bounds the work for one record. It counts characters, each as often as it is looked at, so a
 * record never costs too much, whatever its arguments are.
 */
final class Effort {
  /** The characters of all arguments together: four times what a record has room for. */
  static final int MOST_GIVEN = 32 * 1024;

  /**
   * The looks at characters: each matcher looks at each, and once more for each command within a
   * command.
   */
  static final int MOST_STEPS = 64 * MOST_GIVEN;

  private int given;
  private int steps;

  /** Returns how many of this many characters may be looked at. */
  int take(int characters) {
    int taken = Math.min(characters, MOST_GIVEN - given);
    given += taken;
    return taken;
  }

  /** Whether no more text may be looked at. */
  boolean isSpent() {
    return given >= MOST_GIVEN;
  }

  /** Counts characters that were looked at. */
  void step(int characters) {
    steps += characters;
  }

  int steps() {
    return steps;
  }

  /** Whether no more steps are left. */
  boolean areStepsSpent() {
    return steps >= MOST_STEPS;
  }
}
