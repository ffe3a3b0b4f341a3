package io.procex.agent.record;

/**
 * Bounds the work for one record: counts characters, each as often as it is looked at. So a record
 * never costs too much, whatever the arguments are.
 */
final class Effort {
  /** Of all arguments together: four times what a record has room for. */
  static final int MOST_GIVEN = 32 * 1024;

  /** Each is looked at by each matcher, and once more for each command within a command. */
  static final int MOST_STEPS = 64 * MOST_GIVEN;

  private int given;
  private int steps;

  /** How many of so many characters may be looked at. */
  int take(int characters) {
    int taken = Math.min(characters, MOST_GIVEN - given);
    given += taken;
    return taken;
  }

  /** Whether nothing more may be taken. */
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

  /** Whether nothing more may be looked at. */
  boolean areStepsSpent() {
    return steps >= MOST_STEPS;
  }
}
