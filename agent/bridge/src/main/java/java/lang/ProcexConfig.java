package java.lang;

/**
 * What is in force for a launch. Immutable, and published by one write: a launch reads it once, so
 * it never combines the limit of some options with the settings of others, or the settings of some
 * with the rules of others. When the first launch has prepared the core, a new configuration with
 * the result replaces this one. The class also holds the one in force.
 */
final class ProcexConfig {
  /** The {@link #obstacle} of launches that the core makes. */
  static final String READY = "";

  /** Stands for {@link #core} if the core was not prepared: it then uses its own defaults. */
  static final long NO_CORE = 0;

  /** A thread that is in this method prepares the core. */
  static final String IN_TURN = "prepareInTurn";

  static final String OUT_OF_MEMORY = "no memory left in the JVM";
  static final String OUT_OF_STACK = "no stack left in the thread";
  static final String DETACHED = "the agent is detached";
  private static final String NOT_INSTALLED = "the agent is not installed yet";

  private static final String WRAPPED =
      "another agent has wrapped the JDK's forkAndExec after this one; name procex-agent last";

  private static final ProcexTurn TURN = new ProcexTurn();

  /** Held for an assignment only, so that nobody waits for it for long. */
  private static final Object PUBLISHING = new Object();

  /** The configuration in force. The only mutable field here; a launch reads it once. */
  private static volatile ProcexConfig inForce = none(NOT_INSTALLED);

  /** Null if the agent is not installed. */
  final ProcexPreparation preparation;

  /** The settings that are applied to children, or null. */
  final ProcexSettings settings;

  /** The rules that decide whether a program is launched, or null. */
  final ProcexRules rules;

  /** Whether a fallback is refused. */
  final boolean strict;

  /** Null until a launch has prepared the core, then {@link #READY}, or why launches fall back. */
  final String obstacle;

  /** See {@link ProcexCore#configure}. */
  final long core;

  /** The words for failed launches; null unless the obstacle is {@link #READY}. */
  final ProcexWording wording;

  /**
   * Whether the reserved descriptors were given back to the application, since launches do not come
   * here.
   */
  private volatile boolean givenBack;

  private ProcexConfig(
      ProcexPreparation preparation,
      ProcexSettings settings,
      ProcexRules rules,
      boolean strict,
      String obstacle,
      long core,
      ProcexWording wording) {
    this.preparation = preparation;
    this.settings = settings;
    this.rules = rules;
    this.strict = strict;
    this.obstacle = obstacle;
    this.core = core;
    this.wording = wording;
  }

  /** Returns a configuration that the next launch prepares. */
  static ProcexConfig of(
      ProcexPreparation preparation, ProcexSettings settings, ProcexRules rules, boolean strict) {
    return new ProcexConfig(preparation, settings, rules, strict, null, NO_CORE, null);
  }

  /** Returns a configuration without any options, under which all launches fall back. */
  private static ProcexConfig none(String reason) {
    return new ProcexConfig(null, null, null, false, reason, NO_CORE, null);
  }

  private ProcexConfig prepared(long madeByCore) {
    return new ProcexConfig(
        preparation, settings, rules, strict, READY, madeByCore, preparation.wording());
  }

  private ProcexConfig without(String reason) {
    return new ProcexConfig(preparation, settings, rules, strict, reason, NO_CORE, null);
  }

  static ProcexConfig inForce() {
    return inForce;
  }

  /** Puts these options in force; the next launch prepares the core for them. */
  static void install(ProcexConfig wanted) {
    ProcexTally.LAUNCHES.failures(); // initialised now, not by a launch without stack or memory
    TURN.take();
    publish(wanted);
    ProcexProgram.forgetAll();
    TURN.end();
  }

  /**
   * Makes all further launches fall back. Some may still arrive, because they began before the
   * agent was taken out. Waits for a preparation that is under way.
   */
  static void uninstall() {
    TURN.take();
    ProcexConfig removed = inForce;
    publish(none(DETACHED));
    ProcexProgram.forgetAll();
    try {
      if (removed.preparation != null) {
        removed.preparation.release();
      }
    } finally {
      TURN.end();
    }
  }

  /** Prepares now, if no launch has done so. Returns null, or why launches fall back. */
  static String prepare() {
    String found = inForce.ready().obstacle;
    return found.equals(READY) ? null : found;
  }

  /**
   * Returns this configuration, prepared; if preparing fails for this launch alone, one that says
   * so.
   */
  ProcexConfig ready() {
    if (obstacle != null) {
      return this;
    }
    String passing = TURN.take();
    if (passing != null) {
      return without(passing);
    }
    try {
      ProcexConfig now = inForce;
      return now.obstacle == null ? prepareInTurn(now) : now;
    } finally {
      TURN.end();
    }
  }

  /** See {@link #IN_TURN}. */
  private static ProcexConfig prepareInTurn(ProcexConfig found) {
    ProcexConfig made;
    try {
      made = found.prepared(found.preparation.run());
    } catch (OutOfMemoryError passing) {
      // this concerns the thread; the next launch may have memory
      return found.without(OUT_OF_MEMORY);
    } catch (StackOverflowError passing) {
      return found.without(OUT_OF_STACK);
    } catch (Throwable t) {
      ProcexStop.passOn(t); // also concerns this thread only
      made = found.without(t.getMessage() == null ? t.toString() : t.getMessage());
    }
    publish(found, made);
    return made;
  }

  /**
   * Puts a prepared configuration in force, unless other options have replaced the one it was made
   * from: a thread that could not wait for its turn may have installed them.
   */
  @SuppressWarnings("ReferenceEquality")
  private static void publish(ProcexConfig found, ProcexConfig made) {
    synchronized (PUBLISHING) {
      if (inForce == found) {
        inForce = made;
      }
    }
  }

  private static void publish(ProcexConfig wanted) {
    synchronized (PUBLISHING) {
      inForce = wanted;
    }
  }

  /**
   * Returns this configuration for a JVM in which another agent has replaced the JDK's method, so
   * that the core makes no launches. Gives back the reserved descriptors.
   */
  ProcexConfig wrapped() {
    if (preparation == null) {
      return this;
    }
    if (!givenBack) {
      givenBack = true;
      preparation.giveBack();
    }
    return without(WRAPPED);
  }

  /** Null, or the reason why this launch falls back. */
  String reason() {
    if (!obstacle.equals(READY)) {
      return obstacle;
    }
    String missing = settings == null ? null : settings.obstacle();
    return missing == null && rules != null ? rules.obstacle() : missing;
  }

  /** Null if this launch may fall back; otherwise the option that forbids it. */
  String requirement(ProcexLaunch launch) {
    if (strict) {
      return "strict=true";
    }
    if (rules != null && rules.requirement() != null) {
      return rules.requirement();
    }
    if (launch != null && launch.requirement() != null) {
      return launch.requirement();
    }
    return settings == null ? null : settings.requirement();
  }
}
