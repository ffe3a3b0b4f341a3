package io.procex.agent.diagnostics;

import io.procex.agent.sink.Sink;
import java.util.function.Consumer;

/**
 * The sink "jfr". Launches are committed in the launching thread, so that the events have its
 * thread and stack. All other records come from a queue, as with other sinks.
 */
interface FlightRecorder extends Sink {
  void launched(LaunchCapture capture);

  /**
   * Has this done before a part of a recording ends: when a recording is dumped, stopped, or saved
   * at the JVM's end, where the recorder's hook runs beside the agent's.
   */
  void beforeChunkEnds(Runnable action);

  /**
   * Finds the JVM's Flight Recorder. Null if there is none, or none with a public interface (before
   * JDK 11).
   */
  static FlightRecorder find(Consumer<String> complaints) {
    try {
      return Class.forName("io.procex.agent.diagnostics.JdkFlightRecorder")
          .asSubclass(FlightRecorder.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      complaints.accept("no records go to 'jfr', which takes JDK 11 with the module jdk.jfr: " + e);
      return null;
    }
  }
}
