package io.procex.agent;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class AgentStatusTest {
  @Test
  void whoIsNoAgentIsToldNothing() {
    Instrumentation fake =
        (Instrumentation)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> null);
    assertThrows(IllegalArgumentException.class, () -> AgentStatus.describe(null));
    assertThrows(IllegalArgumentException.class, () -> AgentStatus.launches(fake));
  }
}
