package io.procex.agent.host;

/** Where the lines of the agent's log go besides memory. */
public interface LogRecorder {
  /** Takes one more line. */
  void record(String line);

  /** Writes what it was given, as far as that takes no more than seconds. */
  void flush();

  /** Takes no more lines, and gives up what it has open. */
  void close();
}
