package io.procex.agent.start;

import io.procex.agent.shared.OwnRights;

/**
 * Makes the agent, whose classes are in the inner jars. The outer jar has only what every JVM needs
 * at its start, because the JDK then reads the list of its files: 7 µs for each on JDK 25.
 */
final class InnerAgent {
  private static final String ENTRY = "io.procex.agent.entry.Entry";

  private InnerAgent() {}

  /** Makes the agent, in a class loader of its own. Each call makes another agent. */
  static Agent open(AtStart atStart) throws Exception {
    if (!AtStart.isGenuine(atStart.instrumentation())) { // made by an application, by reflection
      throw new IllegalStateException("not made by the JVM");
    }
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
