package io.procex.agent.shared;

/** The JDK that the agent runs in, for the few things that only the version tells. */
public final class JdkVersion {
  /** 8, 11, 17 and so on. */
  public static final int FEATURE = featureOf(System.getProperty("java.specification.version"));

  private JdkVersion() {}

  private static int featureOf(String specification) {
    return Integer.parseInt(
        specification.startsWith("1.") ? specification.substring(2) : specification);
  }
}
