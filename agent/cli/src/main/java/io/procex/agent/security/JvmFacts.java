package io.procex.agent.security;

/** What a child has from its JVM, as far as it is known. Immutable. */
public final class JvmFacts {
  private static final int UNKNOWN_USER = -1;
  private static final int ROOT = 0;

  private static final long SETPCAP = 1 << 8; // by its number in linux/capability.h

  /** As systemd has it for its services. */
  private static final int USUAL_MASK = 022;

  private final String name;
  private final int user;
  private final int mask;
  private final Long permitted; // null if it is not known
  private final long ambient;
  private final boolean isRecorded;

  private JvmFacts(String name, int user, int mask, Long permitted, long ambient) {
    this(name, user, mask, permitted, ambient, false);
  }

  private JvmFacts(
      String name, int user, int mask, Long permitted, long ambient, boolean isRecorded) {
    this.isRecorded = isRecorded;
    this.name = name;
    this.user = user;
    this.mask = mask;
    this.permitted = permitted;
    this.ambient = ambient;
  }

  /** A JVM of which nothing is known. */
  public static JvmFacts unknown() {
    return new JvmFacts("unknown", UNKNOWN_USER, USUAL_MASK, null, 0);
  }

  /**
   * A JVM of which only the user is known.
   *
   * @param name for people
   * @param user the number; of users who are neither root nor nobody, any other
   */
  public static JvmFacts ofUser(String name, int user) {
    return new JvmFacts(name, user, USUAL_MASK, null, 0);
  }

  /** A running JVM, with its capabilities as sets of bits. */
  public static JvmFacts of(int user, int mask, long permitted, long ambient) {
    return new JvmFacts(Integer.toString(user), user, mask, permitted, ambient);
  }

  /** The same JVM, whose records say which settings were skipped. */
  JvmFacts asRecorded() {
    return new JvmFacts(name, user, mask, permitted, ambient, true);
  }

  /**
   * Whether it can take capabilities away from a child, as far as is known. Without CAP_SETPCAP the
   * setting is skipped.
   */
  boolean canDropCapabilities() {
    return isRecorded || (permitted == null ? mayBeRoot() : (permitted & SETPCAP) != 0);
  }

  /** Whether it may run as root: a unit that names no user does. */
  boolean mayBeRoot() {
    return user == UNKNOWN_USER || user == ROOT;
  }

  /** Its user, for people. */
  public String user() {
    return name;
  }

  int userNumber() {
    return user;
  }

  int mask() {
    return mask;
  }

  /** Whether it is known to have capabilities, or to have none; null if it is not known. */
  Boolean hasCapabilities() {
    return permitted == null ? null : Boolean.valueOf(permitted != 0);
  }

  boolean hasAmbientCapabilities() {
    return ambient != 0;
  }
}
