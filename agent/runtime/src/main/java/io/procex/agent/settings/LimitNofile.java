package io.procex.agent.settings;

/** The limit on open files (RLIMIT_NOFILE) of a child: the value of the option LimitNOFILE. */
public final class LimitNofile {
  /** RLIM_INFINITY, and the word for it. */
  public static final long INFINITY = OpenFilesLimit.INFINITY;

  /** FD_SETSIZE: select(2) cannot name a descriptor beyond it. */
  public static final LimitNofile SELECT_SAFE =
      new LimitNofile(1024, ProcexNumbers.LIMIT_KEEP, true);

  private static final LimitNofile INHERIT =
      new LimitNofile(ProcexNumbers.LIMIT_KEEP, ProcexNumbers.LIMIT_KEEP, false);

  private final long soft;
  private final long hard;
  private final boolean onlyLower;

  private LimitNofile(long soft, long hard, boolean onlyLower) {
    this.soft = soft;
    this.hard = hard;
    this.onlyLower = onlyLower;
  }

  /**
   * Reads {@code select-safe}, {@code inherit}, {@code original}, or systemd's {@code N}, {@code
   * soft:hard} and {@code infinity}.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  static LimitNofile parse(String text) {
    switch (text) {
      case "select-safe":
        return SELECT_SAFE;
      case "inherit":
        return INHERIT;
      case "original":
        return original();
      default:
        return parseNumbers(text);
    }
  }

  private static LimitNofile original() {
    Long soft = OriginalSoftLimit.find();
    if (soft == null) {
      throw new IllegalArgumentException(
          "the soft limit that the JVM was started with is unknown"
              + " (its parent's limits differ or are hidden)");
    }
    return new LimitNofile(soft, ProcexNumbers.LIMIT_KEEP, true);
  }

  private static LimitNofile parseNumbers(String text) {
    int colon = text.indexOf(':');
    long soft = parseNumber(colon < 0 ? text : text.substring(0, colon));
    long hard = colon < 0 ? soft : parseNumber(text.substring(colon + 1));
    if (hard != INFINITY && (soft == INFINITY || soft > hard)) {
      throw new IllegalArgumentException("its soft limit is above its hard limit");
    }
    return new LimitNofile(soft, hard, false);
  }

  private static long parseNumber(String text) {
    if (text.equals("infinity")) {
      return INFINITY;
    }
    try {
      if (text.matches("[0-9]+")) { // excludes -0, and digits of other alphabets
        return Long.parseLong(text);
      }
    } catch (NumberFormatException e) {
      // Too large; reported below like a text that is no number.
    }
    throw new IllegalArgumentException(
        "expected select-safe, inherit, original, a number, soft:hard or infinity");
  }

  /**
   * The value as it may be written in the options; for {@code original}, the number that was found.
   */
  @Override
  public String toString() {
    if (hard != ProcexNumbers.LIMIT_KEEP) {
      return number(soft) + ":" + number(hard);
    }
    return this == SELECT_SAFE ? "select-safe" : this == INHERIT ? "inherit" : number(soft);
  }

  private static String number(long limit) {
    return limit == INFINITY ? "infinity" : Long.toString(limit);
  }

  /** The soft limit: a number, {@link #INFINITY} or {@link ProcexNumbers#LIMIT_KEEP}. */
  public long soft() {
    return soft;
  }

  /** The hard limit, in the same terms. */
  public long hard() {
    return hard;
  }

  /** Whether the limit is never set above that of the JVM. */
  public boolean onlyLower() {
    return onlyLower;
  }
}
