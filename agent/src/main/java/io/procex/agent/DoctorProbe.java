package io.procex.agent;

/**
 * What the JVM runs that "doctor" starts: nothing, for all is found out before, by the premain with
 * the argument {@link AgentMain#PROBE}.
 */
public final class DoctorProbe {
  private DoctorProbe() {}

  /** Does nothing. */
  public static void main(String[] arguments) {}
}
