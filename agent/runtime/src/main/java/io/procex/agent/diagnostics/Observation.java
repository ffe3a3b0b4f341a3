package io.procex.agent.diagnostics;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.host.AgentLog;
import io.procex.agent.options.LogOptions;
import io.procex.agent.record.AgentVersion;
import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import io.procex.agent.sink.Pending;
import io.procex.agent.sink.SinkQueue;
import java.nio.file.Paths;
import java.time.Instant;

/**
 * Connects diagnostics with the bridge. This is a class of its own because linking it needs the
 * bridge, which is not there yet when the agent may write its first log line.
 */
public final class Observation {
  private Observation() {}

  /** Starts or stops observing launches, as these options ask. */
  public static void use(LogOptions log) {
    RecordedLog.use(log);
    if (log.isOn() || Diagnostics.isFollowed()) {
      begin(Diagnostics.open(log, AgentLog::keep));
    } else {
      end();
      AgentLog.close();
    }
  }

  private static void begin(Diagnostics diagnostics) {
    Bridge.control().observe(new LaunchObserver(diagnostics));
  }

  /** Also observes launches for a command that follows them, until the command has ended. */
  public static void follow(LogOptions log, String file) {
    Diagnostics diagnostics = Diagnostics.open(log, AgentLog::keep);
    FollowSink sink = new FollowSink(Paths.get(file), diagnostics.statistics().live());
    SinkQueue[] queue = new SinkQueue[1];
    queue[0] = new SinkQueue(sink, () -> {}, gone -> leave(queue[0]));
    diagnostics.add(queue[0]);
    begin(diagnostics);
    Record begun =
        new Record(Event.AGENT, Instant.now())
            .put(Field.MESSAGE, "records are followed from here")
            .put(Field.VERSION, AgentVersion.name());
    queue[0].offer(Pending.of(begun, 0));
  }

  /** Called by the queue's own thread when its sink fails: the command has ended. */
  private static void leave(SinkQueue queue) {
    Diagnostics diagnostics = Diagnostics.current();
    queue.end();
    if (diagnostics != null && diagnostics.remove(queue) && !diagnostics.options().isOn()) {
      end();
    }
  }

  /** Stops observing. */
  public static void end() {
    Bridge.control().observe(null);
  }
}
