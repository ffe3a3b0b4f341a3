package java.lang;

/**
 * All that is in force for a launch, as one. Immutable, and published by one write: a launch reads
 * it once, and so gets neither the limit of other options than its settings nor the settings of
 * others than its rules. What only the first launch finds out makes a new one of it.
 */
final class ProcexConfig {
  /** What {@link #obstacle} is where launches go through the core. */
  static final String READY = "";

  /** What the core is given where it was not prepared: its own defaults. */
  static final long NO_CORE = 0;

  /** Null where the agent is not installed. */
  final ProcexPreparation preparation;

  /** Null, or what is set on children. */
  final ProcexSettings settings;

  /** Null, or what decides whether a program is launched. */
  final ProcexRules rules;

  /** Whether a fallback is refused. */
  final boolean strict;

  /** Null until it is prepared, then {@link #READY}, or why the JDK launches. */
  final String obstacle;

  /** See {@link ProcexCore#configure}. */
  final long core;

  private ProcexConfig(
      ProcexPreparation preparation,
      ProcexSettings settings,
      ProcexRules rules,
      boolean strict,
      String obstacle,
      long core) {
    this.preparation = preparation;
    this.settings = settings;
    this.rules = rules;
    this.strict = strict;
    this.obstacle = obstacle;
    this.core = core;
  }

  /** One that the next launch prepares. */
  static ProcexConfig of(
      ProcexPreparation preparation, ProcexSettings settings, ProcexRules rules, boolean strict) {
    return new ProcexConfig(preparation, settings, rules, strict, null, NO_CORE);
  }

  /** One under which the JDK launches, with nothing of ours. */
  static ProcexConfig none(String reason) {
    return new ProcexConfig(null, null, null, false, reason, NO_CORE);
  }

  /** This one, prepared. */
  ProcexConfig prepared(long madeByCore) {
    return new ProcexConfig(preparation, settings, rules, strict, READY, madeByCore);
  }

  /** This one, under which the JDK launches. */
  ProcexConfig without(String reason) {
    return new ProcexConfig(preparation, settings, rules, strict, reason, NO_CORE);
  }

  /** Null, or why this launch is not the core's. */
  String reason() {
    if (!obstacle.equals(READY)) {
      return obstacle;
    }
    String missing = settings == null ? null : settings.obstacle();
    return missing == null && rules != null ? rules.obstacle() : missing;
  }

  /** Null where the JDK may launch what the core does not; else why not. */
  String requirement(ProcexLaunch launch) {
    if (rules != null && rules.requirement() != null) {
      return rules.requirement();
    }
    if (launch != null && launch.requirement() != null) {
      return launch.requirement();
    }
    return settings == null ? null : settings.requirement();
  }
}
