package io.procex.agent.host;

/** Where the lines of the agent's log go besides memory. */
public interface LogRecorder {
  /** Takes one more line. */
  void record(String line);

  /** Writes what is queued, for a few seconds at most. */
  void flush();

  /** Takes no more lines, and closes what it has open. */
  void close();
}
