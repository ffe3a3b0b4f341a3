package io.procex.agent.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateTest {
  private static List<State> after(State state) {
    List<State> next = new ArrayList<>();
    for (State other : State.values()) {
      if (other != state && state.mayBecome(other)) {
        next.add(other);
      }
    }
    return next;
  }

  @Test
  void takeoverEndsInEachOfTheOthers() {
    assertEquals(List.of(State.WAITING, State.INSTALLED, State.ABSENT), after(State.TAKING_OVER));
  }

  @Test
  void waitingEndsInEachOfTheOthers() {
    assertEquals(List.of(State.TAKING_OVER, State.INSTALLED, State.ABSENT), after(State.WAITING));
  }

  @Test
  void agentThatIsOutWaitsNoMore() {
    assertEquals(List.of(State.INSTALLED), after(State.ABSENT));
    assertFalse(State.INSTALLED.mayBecome(State.WAITING));
  }

  @Test
  void whatIsInstalledCanOnlyBeTakenOut() {
    assertEquals(List.of(State.ABSENT), after(State.INSTALLED));
  }

  @Test
  void eachStateMayBeEnteredOnceMore() {
    for (State state : State.values()) {
      assertTrue(state.mayBecome(state), state.name());
    }
  }
}
