package io.procex.agent.shared;

/**
 * The version of the JDK that the agent runs in. Most of the agent looks at the JDK's classes
 * instead.
 */
public final class JdkVersion {
  /** The feature release: 8, 11, 17 and so on. */
  public static final int FEATURE = featureOf(System.getProperty("java.specification.version"));

  private JdkVersion() {}

  private static int featureOf(String specification) {
    return Integer.parseInt(
        specification.startsWith("1.") ? specification.substring(2) : specification);
  }
}
