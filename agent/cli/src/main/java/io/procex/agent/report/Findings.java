package io.procex.agent.report;

import io.procex.agent.record.Field;
import io.procex.agent.record.Resource;
import io.procex.agent.record.ResourceField;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Sums up records. Its size does not grow with their number. */
public final class Findings implements RecordVisitor {
  private static final long LONGEST = 60_000_000_000L;

  /** JavaScript's dates end before Java's. */
  private static final Instant TOO_LATE = Instant.parse("9999-12-31T00:00:00Z");

  final Timeline timeline = new Timeline();
  final Children children = new Children();
  final Services services = new Services();
  final Histogram latencies = new Histogram(1000, LONGEST, 2);
  final Counts programs = new Counts();
  final Counts callers = new Counts();
  final Counts failures = new Counts();
  final Counts declined = new Counts();
  final Counts exits = new Counts();
  final Counts leaks = new Counts();
  final Counts rungs = new Counts();
  final Counts jvms = new Counts();
  Instant first;
  Instant last;
  long records;
  long broken;
  long launched;
  long dropped;
  long inheritable; // the highest at one launch

  /** Counts a line that is no record. */
  @Override
  public void addBroken() {
    broken++;
  }

  /** Whether lines were read, but none was a record. */
  public boolean isWithoutRecords() {
    return records == 0 && broken > 0;
  }

  @Override
  public void add(Map<Field, Object> record) {
    add(record, new Resource());
  }

  /** Counts one record. */
  @Override
  public void add(Map<Field, Object> record, Resource jvm) {
    records++;
    Instant instant = instant(text(record, Field.TIME));
    if (instant != null) {
      first = first == null || instant.isBefore(first) ? instant : first;
      last = last == null || instant.isAfter(last) ? instant : last;
    }
    addJvm(record, jvm);
    services.seen(jvm);
    switch (String.valueOf(record.get(Field.EVENT))) {
      case "launch":
        addLaunch(record, jvm, instant);
        break;
      case "launch-failed":
        addFailure(record, jvm, instant);
        break;
      case "launch-declined":
        declined.add(String.valueOf(record.get(Field.DECLINED)));
        break;
      case "exit":
        addExit(record, jvm);
        break;
      case "dropped":
        dropped += number(record, Field.DROPPED);
        break;
      default:
        break; // a message of the agent itself
    }
  }

  /** In containers many JVMs have the same pid. */
  private void addJvm(Map<Field, Object> record, Resource jvm) {
    String id = jvm.get(ResourceField.JVM_ID);
    String name = id == null ? text(record, Field.PARENT_PID) : id;
    if (name != null) {
      jvms.add(name);
    }
  }

  private void addLaunch(Map<Field, Object> record, Resource jvm, Instant instant) {
    launched++;
    addToTimeline(instant, false);
    latencies.recordValue(Math.min(number(record, Field.LAUNCH_TIME), LONGEST));
    programs.add(program(record));
    rungs.add(String.valueOf(record.get(Field.RUNG)));
    addCaller(record);
    inheritable = Math.max(inheritable, number(record, Field.DESCRIPTORS_INHERITABLE));
    if (record.get(Field.DESCRIPTORS) instanceof List) {
      for (Object leak : (List<?>) record.get(Field.DESCRIPTORS)) {
        leaks.add(leak.toString().replaceFirst("^\\d+ ", ""));
      }
    }
    children.launched(key(record), child(record, jvm, instant, -1));
    services.launched(record, jvm);
  }

  private void addFailure(Map<Field, Object> record, Resource jvm, Instant instant) {
    addToTimeline(instant, true);
    services.failed(record, jvm);
    failures.add(
        record.get(Field.ERROR) + " at " + record.get(Field.STEP) + ": " + program(record));
    addCaller(record);
  }

  private void addExit(Map<Field, Object> record, Resource jvm) {
    String signal = text(record, Field.EXIT_SIGNAL);
    String code = text(record, Field.EXIT_CODE);
    exits.add(signal != null ? signal : code != null ? "exit code " + code : "unknown");
    boolean isLaunchedToo = record.containsKey(Field.ID) && record.containsKey(Field.LIFE);
    children.ended(
        key(record), child(record, jvm, null, number(record, Field.LIFE)), isLaunchedToo);
    services.ended(record);
  }

  private static String key(Map<Field, Object> record) {
    String id = text(record, Field.ID);
    return id != null ? id : text(record, Field.PARENT_PID) + " " + text(record, Field.PID);
  }

  private static Children.Child child(
      Map<Field, Object> record, Resource jvm, Instant since, long life) {
    return new Children.Child(
        Services.of(jvm, ResourceField.SERVICE_NAME),
        text(record, Field.PID),
        program(record),
        since,
        life);
  }

  private void addCaller(Map<Field, Object> record) {
    String function = text(record, Field.FUNCTION);
    if (function != null) {
      String line = text(record, Field.LINE);
      callers.add(function + (line == null ? "" : ":" + line));
    }
  }

  private void addToTimeline(Instant instant, boolean failed) {
    if (instant != null) {
      timeline.add(instant.getEpochSecond(), failed);
    }
  }

  /**
   * The time; null if it is malformed, or later than a page can show. The other counts remain
   * right.
   */
  private static Instant instant(String time) {
    try {
      Instant instant = time == null ? null : Instant.parse(time);
      return instant == null || instant.isBefore(Instant.EPOCH) || !instant.isBefore(TOO_LATE)
          ? null
          : instant;
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  static String program(Map<Field, Object> record) {
    Object path = record.get(Field.EXECUTABLE);
    return String.valueOf(path == null ? record.get(Field.COMMAND) : path);
  }

  private static String text(Map<Field, Object> record, Field field) {
    Object value = record.get(field);
    return value == null ? null : value.toString();
  }

  static long number(Map<Field, Object> record, Field field) {
    Object value = record.get(field);
    return value == null ? 0 : Math.max(0, (Long) value);
  }
}
