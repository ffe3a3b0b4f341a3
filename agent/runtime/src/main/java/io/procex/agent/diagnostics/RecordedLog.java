package io.procex.agent.diagnostics;

import io.procex.agent.host.AgentLog;
import io.procex.agent.host.LogRecorder;
import io.procex.agent.options.LogOptions;
import io.procex.agent.shared.OwnRights;

/** Sends the lines of the agent's log to the sinks of records. The first line opens the sinks. */
public final class RecordedLog implements LogRecorder {
  private final LogOptions options;

  private RecordedLog(LogOptions options) {
    this.options = options;
  }

  /** Sends lines to the sinks from now on, if the options name one. */
  public static void use(LogOptions options) {
    AgentLog.use(options.sinks().isEmpty() ? null : new RecordedLog(options));
  }

  @Override
  public void record(String line) {
    try {
      new OwnRights<Void>() {
        @Override
        public Void run() {
          Diagnostics.open(options, AgentLog::keep).message(line);
          return null;
        }
      }.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void flush() {
    Diagnostics.drain();
  }

  @Override
  public void close() {
    Diagnostics.close();
  }
}
