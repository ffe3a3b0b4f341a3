package io.procex.hosts;

/** Does nothing: what is printed, the JVM or the agent has printed. */
public final class Empty {
  private Empty() {}

  public static void main(String[] args) {}
}
