package io.procex.agent.record;

/** The version of the agent in this JVM. */
public final class AgentVersion {
  private AgentVersion() {}

  /** The version in the jar's manifest; "null" if a class loader has defined no package. */
  public static String name() {
    Package own = AgentVersion.class.getPackage();
    return String.valueOf(own == null ? null : own.getImplementationVersion());
  }
}
