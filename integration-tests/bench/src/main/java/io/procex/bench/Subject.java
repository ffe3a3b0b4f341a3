package io.procex.bench;

/** What a figure is of: who launches, in which JDK, under which load. */
final class Subject {
  static final String STOCK = "stock";
  static final String AGENT = "agent";
  static final String AGENT_JDK_REAPER = "agent, reaper=jdk";
  static final String NUPROCESS = "NuProcess";
  static final String FLOOR = "C floor";
  static final String POSIX_SPAWN = "C posix_spawn";
  static final String NO_AGENT = "no agent";
  static final String NO_OP_AGENT = "no-op agent";
  static final String EARLIER_AGENT = "earlier agent";
  static final String PLAIN_JAR = "agent, plain jar";
  static final String NATIVE_ENTRY = "native entry";

  /** The version; empty for what knows no JVM, and is compared with each. */
  final String jdk;

  final String load;
  final String contender;

  Subject(String jdk, String load, String contender) {
    this.jdk = jdk;
    this.load = load;
    this.contender = contender;
  }

  /** Whether it stands in the row of this JDK and load. */
  boolean belongsTo(String version, String row) {
    return load.equals(row) && (jdk.isEmpty() || jdk.equals(version));
  }

  @Override
  public String toString() {
    return (jdk.isEmpty() ? "" : "JDK " + jdk + ", ") + contender + ", " + load;
  }
}
