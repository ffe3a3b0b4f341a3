package io.procex.hosts.agents;

/** The JDK's class that launches: on 8 not yet merged into ProcessImpl. */
public final class LaunchingClass {
  public static final String NAME =
      "1.8".equals(System.getProperty("java.specification.version"))
          ? "java.lang.UNIXProcess"
          : "java.lang.ProcessImpl";

  public static final String INTERNAL_NAME = NAME.replace('.', '/');

  private LaunchingClass() {}
}
