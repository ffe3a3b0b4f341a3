package io.procex.hosts;

import java.lang.instrument.Instrumentation;

/** As an agent it has the JDK's launching class transformed again between two launches. */
public final class RetransformingAgent {
  private static Instrumentation instrumentation;

  private RetransformingAgent() {}

  public static void premain(String arguments, Instrumentation given) {
    instrumentation = given;
  }

  public static void main(String[] command) throws Exception {
    Process first = new ProcessBuilder(command).redirectErrorStream(true).start();
    Observation.readAll(first.getInputStream());
    first.waitFor();
    for (int i = 0; i < 3; i++) {
      instrumentation.retransformClasses(first.getClass());
    }
    new ProcessBuilder("true").start().waitFor();
    Launch.main(command);
  }
}
