package io.procex.agent.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.agent.host.AgentLog;
import io.procex.agent.start.AtStart;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of launches if the rest of the agent cannot take over. */
class TakeoverTest {
  /** Knows no class: as a JVM that has no memory to list them. */
  private static final Instrumentation WITHOUT_MEMORY =
      (Instrumentation)
          Proxy.newProxyInstance(
              TakeoverTest.class.getClassLoader(),
              new Class<?>[] {Instrumentation.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("getAllLoadedClasses")) {
                  throw new OutOfMemoryError("of the test");
                }
                return null;
              });

  private AtStart atStart;
  private Installation installation;
  private Takeover takeover;

  @BeforeEach
  void beginTakeover() throws Exception {
    Constructor<AtStart> hidden = AtStart.class.getDeclaredConstructor(Instrumentation.class);
    hidden.setAccessible(true);
    atStart = hidden.newInstance(WITHOUT_MEMORY);
    atStart.transformer().resumeWaiting();
    installation = new Installation(atStart);
    takeover = new Takeover(installation, atStart, new LaunchingClasses(atStart));
    installation.become(State.TAKING_OVER, null);
  }

  private static String said() {
    String all = String.join("\n", AgentLog.lines());
    return all.substring(all.lastIndexOf("the rest of the agent cannot take over"));
  }

  @Test
  void onceTheLibraryIsStoppedLaunchesAreTheJdksWhateverFailsNext() {
    takeover.standBack("why", () -> true);
    assertFalse(said().contains("unexpected"), said());
    assertFalse(said().contains("cannot be stopped"), said());
    assertTrue(said().contains("stay rewritten: java.lang.OutOfMemoryError"), said());
    assertFalse(atStart.transformer().isWaiting());
    assertEquals("the rest of the agent cannot take over: why", installation.absence());
  }

  @Test
  void aLibraryThatCannotBeStoppedLaunchesAlone() {
    atStart.transformer().resume(new ClassFileTransformer() {}); // as far as a takeover may come
    takeover.standBack(
        "why",
        () -> {
          throw new IOException("no answer");
        });
    assertFalse(said().contains("unexpected"), said());
    assertTrue(said().contains("cannot be stopped: java.io.IOException: no answer"), said());
    assertTrue(atStart.transformer().isWaiting());
    assertTrue(installation.absence().startsWith("the native library launches alone"));
  }

  @Test
  void aLibraryThatNobodyHasAskedLaunchesAlone() {
    takeover.standBack("why", () -> false);
    assertFalse(said().contains("unexpected"), said());
    assertTrue(atStart.transformer().isWaiting());
  }
}
