package io.procex.fleet;

import io.procex.agent.record.Event;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What one JVM launches in a day, as the agent would record it. */
final class Day {
  private static final int LAUNCHES = 50;
  private static final long SECOND = 1_000_000_000L;

  private final Jvm jvm;
  private final List<Record> records = new ArrayList<>();
  private long pid = 7;

  private Day(Jvm jvm) {
    this.jvm = jvm;
  }

  /** In the order of time. An exit may be of the next day; after the JVM's end there is none. */
  static List<Record> of(Jvm jvm) {
    Day day = new Day(jvm);
    int launches = LAUNCHES + jvm.random.nextInt(LAUNCHES);
    for (int i = 0; i < launches; i++) {
      day.launch(Jvm.DAY.plusNanos((long) (jvm.random.nextDouble() * 86_400 * SECOND)));
    }
    day.records.sort(Comparator.comparing(record -> (Instant) record.get(Field.TIME)));
    return day.records;
  }

  private void launch(Instant time) {
    Work work = work();
    boolean fails = work.failsIn(jvm.version);
    double drawn = jvm.random.nextDouble();
    if (time.isAfter(jvm.end)) {
      return;
    }
    Record record = record(fails ? Event.LAUNCH_FAILED : Event.LAUNCH, time, work);
    records.add(record);
    if (fails) {
      record.put(Field.STEP, "exec").put(Field.ERROR, work.error());
      return;
    }
    pid += 1 + jvm.random.nextInt(5);
    String id = jvm.processId(pid, time);
    record.put(Field.PID, pid).put(Field.ID, id);
    Duration life = Duration.ofNanos((long) (work.seconds() * (0.5 + drawn) * SECOND));
    Instant exit = time.plus(life);
    if (!exit.isAfter(jvm.end)) {
      records.add(exit(exit, work, id, life.toNanos()));
    }
  }

  private Work work() {
    List<Work> works = jvm.service.works();
    int left = jvm.random.nextInt(works.stream().mapToInt(Work::weight).sum());
    int i = 0;
    while (left >= works.get(i).weight()) {
      left -= works.get(i++).weight();
    }
    return works.get(i);
  }

  private Record record(Event event, Instant time, Work work) {
    List<String> words = new ArrayList<>(List.of(work.path()));
    words.addAll(work.arguments());
    int inheritable = jvm.service.inheritable();
    return new Record(event, time)
        .put(Field.PARENT_PID, jvm.pid())
        .put(Field.EXECUTABLE, work.path())
        .put(Field.NAME, work.name())
        .put(Field.COMMAND, work.path())
        .put(Field.ARGUMENTS, words)
        .put(Field.ARGUMENT_COUNT, words.size())
        .put(Field.STDIO, List.of("pipe", "pipe", "pipe"))
        .put(Field.LAUNCH_TIME, 150_000 + jvm.random.nextInt(400_000))
        .put(Field.CORE_TIME, 90_000 + jvm.random.nextInt(50_000))
        .put(Field.RUNG, "shared-table")
        .put(Field.LIMIT_BEFORE, "1048576:1048576")
        .put(Field.LIMIT_AFTER, "1024:1048576")
        .put(Field.DESCRIPTORS_OPEN, 90 + inheritable)
        .put(Field.DESCRIPTORS_INHERITABLE, inheritable == 0 ? 0 : jvm.random.nextInt(inheritable))
        .put(Field.THREAD_ID, 20 + jvm.random.nextInt(8))
        .put(Field.THREAD_NAME, "worker-" + jvm.random.nextInt(8))
        .put(Field.FUNCTION, work.caller())
        .put(Field.FILE, work.file());
  }

  private Record exit(Instant time, Work work, String id, long life) {
    return new Record(Event.EXIT, time)
        .put(Field.PID, pid)
        .put(Field.ID, id)
        .put(Field.PARENT_PID, jvm.pid())
        .put(Field.EXECUTABLE, work.path())
        .put(Field.NAME, work.name())
        .put(Field.EXIT_CODE, jvm.random.nextInt(20) == 0 ? 1 : 0)
        .put(Field.LIFE, life)
        .put(Field.CPU_USER, life / 9)
        .put(Field.CPU_SYSTEM, life / 50);
  }
}
