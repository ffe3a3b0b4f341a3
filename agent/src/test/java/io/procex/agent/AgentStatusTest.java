package io.procex.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AgentStatusTest {
  @Test
  void jvmWithoutTheAgentSaysSo() {
    assertEquals(
        "launches are left to the JDK: the agent was not started in this JVM",
        AgentStatus.launches());
  }
}
