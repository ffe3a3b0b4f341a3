package io.procex.bench;

/** An agent that does nothing: what is left is the JVM's own price of any agent. */
public final class NoOpAgent {
  private NoOpAgent() {}

  public static void premain(String options) {}
}
