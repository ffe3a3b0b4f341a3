package io.procex.agent.diagnostics;

import io.procex.agent.record.Errno;
import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import io.procex.agent.settings.Setting;
import io.procex.agent.sink.Pending;
import java.time.Instant;

/** The end of a child, captured by the JDK's reaper thread. The record is made later. */
final class ExitCapture implements Pending {
  /** Without the capture of the launch, which lives as long as the child in any case. */
  private static final long WEIGHT = 1024;

  private final Instant time = Instant.now();
  private final long ended = System.nanoTime();
  private final int pid;
  private final int error;
  private final long[] figures;
  private final LaunchCapture launch;
  private final long startTicks;
  private Record record;

  /**
   * Captures the end of a child.
   *
   * @param launch the capture of its launch, or null if the launch was not seen
   */
  ExitCapture(int pid, int error, long[] figures, LaunchCapture launch) {
    this.pid = pid;
    this.error = error;
    this.figures = figures;
    this.launch = launch;
    if (launch != null) {
      startTicks = launch.startTicks;
    } else { // the JDK has launched the child, a zombie now, unless others have reaped it
      startTicks = error == 0 ? ProcessId.startTicks(pid) : 0;
    }
  }

  @Override
  public synchronized Record get() {
    if (record == null) {
      record = make();
    }
    return record;
  }

  @Override
  public long weight() {
    return WEIGHT;
  }

  private Record make() {
    Record made = new Record(Event.EXIT, time).put(Field.PID, pid);
    made.put(Field.ID, ProcessId.of(pid, startTicks));
    made.put(Field.PARENT_PID, OwnProcess.pid());
    if (launch != null) {
      Record known = launch.get();
      made.put(Field.EXECUTABLE, (String) known.get(Field.EXECUTABLE));
      made.put(Field.NAME, (String) known.get(Field.NAME));
      if (launch.launch.observation().hasOutlivedItsTime()) {
        made.put(Field.EXIT_SETTING, Setting.RUNTIME_MAX.key());
      }
      made.put(Field.LIFE, ended - launch.launch.observation().started());
    }
    if (error != 0) {
      return made.put(
          Field.ERROR, Errno.name(error)); // other code has reaped it: how it ended is unknown
    }
    if (figures[ProcexNumbers.EXIT_BY_SIGNAL] != 0) {
      made.put(Field.EXIT_SIGNAL, Errno.signal((int) figures[ProcexNumbers.EXIT_STATUS]));
    } else {
      made.put(Field.EXIT_CODE, figures[ProcexNumbers.EXIT_STATUS]);
    }
    made.put(Field.CPU_USER, figures[ProcexNumbers.EXIT_USER_TIME]);
    return made.put(Field.CPU_SYSTEM, figures[ProcexNumbers.EXIT_SYSTEM_TIME]);
  }
}
