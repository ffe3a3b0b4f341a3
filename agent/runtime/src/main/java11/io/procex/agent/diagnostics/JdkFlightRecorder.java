package io.procex.agent.diagnostics;

import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.util.List;
import jdk.jfr.FlightRecorderListener;

/**
 * Commits events to Java Flight Recorder. They cost next to nothing while no recording wants them.
 */
final class JdkFlightRecorder implements FlightRecorder, FlightRecorderListener {
  private static final long NONE = -1;

  private volatile Runnable atChunkEnd;

  @Override
  public String name() {
    return "jfr";
  }

  @Override
  public void launched(LaunchCapture capture) {
    if (capture.event() == Event.LAUNCH) {
      commitLaunch(capture);
    } else {
      commitFailure(capture);
    }
  }

  /** A JVM without a recording has no recorder yet, which would be started for the hook. */
  @Override
  public void beforeChunkEnds(Runnable action) {
    atChunkEnd = action;
    try {
      jdk.jfr.FlightRecorder.addListener(this);
    } catch (RuntimeException | LinkageError forbidden) {
      // The last exits before a chunk's end may be missing.
    }
  }

  @Override
  public void recorderInitialized(jdk.jfr.FlightRecorder recorder) {
    jdk.jfr.FlightRecorder.addPeriodicEvent(ExitEvent.class, atChunkEnd);
  }

  @Override
  public void close() {
    try {
      jdk.jfr.FlightRecorder.removeListener(this);
      jdk.jfr.FlightRecorder.removePeriodicEvent(atChunkEnd);
    } catch (RuntimeException | LinkageError forbidden) {
      // A hook of a queue that has ended does not wait.
    }
  }

  private static void commitLaunch(LaunchCapture capture) {
    LaunchEvent event = new LaunchEvent();
    event.launchTime = capture.duration(); // the setting slowerThan asks for it
    if (!event.shouldCommit()) {
      return;
    }
    Record record = capture.brief();
    event.childPid = number(record, Field.PID);
    event.childId = text(record, Field.ID);
    event.executable = text(record, Field.EXECUTABLE);
    event.command = text(record, Field.COMMAND);
    event.arguments = text(record, Field.ARGUMENTS);
    event.directory = text(record, Field.DIRECTORY);
    event.coreTime = number(record, Field.CORE_TIME);
    event.rung = text(record, Field.RUNG);
    event.rule = text(record, Field.RULE);
    StackTraceElement caller = caller(capture);
    event.caller = method(caller);
    event.callerLine = line(caller);
    event.traceId = capture.trace == null ? null : capture.trace[0];
    event.spanId = capture.trace == null ? null : capture.trace[1];
    event.commit();
  }

  private static void commitFailure(LaunchCapture capture) {
    LaunchFailedEvent event = new LaunchFailedEvent();
    if (!event.shouldCommit()) {
      return;
    }
    Record record = capture.brief();
    event.outcome = record.event().label();
    event.executable = text(record, Field.EXECUTABLE);
    event.command = text(record, Field.COMMAND);
    event.arguments = text(record, Field.ARGUMENTS);
    event.directory = text(record, Field.DIRECTORY);
    event.launchTime = number(record, Field.LAUNCH_TIME);
    event.step = text(record, Field.STEP);
    event.error = text(record, Field.ERROR);
    event.message = text(record, Field.ERROR_MESSAGE);
    event.declined = text(record, Field.DECLINED);
    event.rule = text(record, Field.RULE);
    StackTraceElement caller = caller(capture);
    event.caller = method(caller);
    event.callerLine = line(caller);
    event.traceId = capture.trace == null ? null : capture.trace[0];
    event.spanId = capture.trace == null ? null : capture.trace[1];
    event.commit();
  }

  /**
   * The caller, since the event's own stack begins with frames of the agent. Null if none is
   * recorded.
   */
  private static StackTraceElement caller(LaunchCapture capture) {
    return capture.options.stackDepth() == 0 ? null : CallerStack.current();
  }

  private static String method(StackTraceElement frame) {
    return frame == null ? null : frame.getClassName() + "." + frame.getMethodName();
  }

  private static int line(StackTraceElement frame) {
    return frame == null ? (int) NONE : frame.getLineNumber();
  }

  /**
   * Writes the ends of children only. The stack of the reaper thread is too small for a commit
   * there.
   */
  @Override
  public void write(Record record) {
    ExitEvent event = new ExitEvent();
    event.life = number(record, Field.LIFE); // the setting slowerThan asks for it
    if (record.event() != Event.EXIT || !event.shouldCommit()) {
      return;
    }
    event.childPid = number(record, Field.PID);
    event.childId = text(record, Field.ID);
    event.executable = text(record, Field.EXECUTABLE);
    event.exitCode = number(record, Field.EXIT_CODE);
    event.signal = text(record, Field.EXIT_SIGNAL);
    event.setting = text(record, Field.EXIT_SETTING);
    event.error = text(record, Field.ERROR);
    event.userTime = number(record, Field.CPU_USER);
    event.systemTime = number(record, Field.CPU_SYSTEM);
    event.commit();
  }

  private static long number(Record record, Field field) {
    Object value = record.get(field);
    return value == null ? NONE : (Long) value;
  }

  private static String text(Record record, Field field) {
    Object value = record.get(field);
    return value instanceof List ? String.join(" ", strings((List<?>) value)) : (String) value;
  }

  @SuppressWarnings("unchecked") // lists in records are lists of strings
  private static List<String> strings(List<?> list) {
    return (List<String>) list;
  }
}
