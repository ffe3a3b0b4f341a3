package io.procex.agent.start;

import io.procex.agent.shared.OwnRights;

/**
 * The way into the inner jars, which hold all but what every JVM needs at its start: the JDK reads
 * the list of all files of the outer one there, 7 µs each on JDK 25.
 */
final class Inner {
  private static final String ENTRY = "io.procex.agent.entry.Entry";

  private Inner() {}

  /** The agent, in a class loader of its own. Each call makes another. */
  static Agent open(StartTransformer atStart) throws Exception {
    return new OwnRights<Agent>() {
      @Override
      public Agent run() throws Exception {
        ClassLoader loader = InnerJar.ofAgent();
        Class<? extends Agent> entry = Class.forName(ENTRY, true, loader).asSubclass(Agent.class);
        Agent agent = entry.getConstructor().newInstance();
        agent.begin(atStart);
        return agent;
      }
    }.call();
  }
}
