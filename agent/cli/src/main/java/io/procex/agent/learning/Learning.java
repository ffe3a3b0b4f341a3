package io.procex.agent.learning;

import io.procex.agent.record.Field;
import io.procex.agent.record.Redaction;
import io.procex.agent.report.RecordVisitor;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** Learns from records which programs are launched, in bounded memory. */
public final class Learning implements RecordVisitor {
  private static final int MOST_PROGRAMS = 5_000;
  private static final int REPLACEMENT = 0xfffd; // for bytes that are no text

  private final Map<String, LearnedProgram> programs = new HashMap<>();
  private final Map<String, String> resolved = new HashMap<>();
  long launches;
  long leftOut; // launches of programs that no rule can name, or beyond the limit on programs
  long declined; // fell back to the JDK: the file is not recorded
  long records;
  long broken;

  @Override
  public void addBroken() {
    broken++;
  }

  @Override
  public void add(Map<Field, Object> record) {
    records++;
    Object event = record.get(Field.EVENT);
    if ("launch-declined".equals(event)) {
      declined++;
    } else if ("launch".equals(event)) {
      launches++;
      learn(record);
    }
  }

  private void learn(Map<Field, Object> record) {
    String path = String.valueOf(record.get(Field.EXECUTABLE));
    String executable = path.startsWith("/") && isExact(path) ? resolve(path) : null;
    boolean fits = programs.containsKey(executable) || programs.size() < MOST_PROGRAMS;
    if (executable == null || !fits) {
      leftOut++;
      return;
    }
    programs
        .computeIfAbsent(executable, LearnedProgram::new)
        .add(path, CallerClass.of(record), time(record));
  }

  /** Whether the record holds the exact path: no byte of it was replaced. */
  private static boolean isExact(String path) {
    return !path.contains(Redaction.REDACTED)
        && path.codePoints()
            .noneMatch(
                c -> c == 0 || c == REPLACEMENT || Character.getType(c) == Character.SURROGATE);
  }

  /** The path without symbolic links, if the file still exists. */
  private String resolve(String path) {
    String known = resolved.get(path);
    if (known != null) {
      return known;
    }
    String real = path;
    try {
      real = Paths.get(path).toRealPath().toString();
    } catch (IOException | InvalidPathException gone) {
      // The path stays as it was executed.
    }
    if (resolved.size() < MOST_PROGRAMS) {
      resolved.put(path, real);
    }
    return real;
  }

  private static Instant time(Map<Field, Object> record) {
    try {
      return Instant.parse(String.valueOf(record.get(Field.TIME)));
    } catch (DateTimeException unknown) {
      return null;
    }
  }

  Collection<LearnedProgram> programs() {
    return Collections.unmodifiableCollection(programs.values());
  }

  /** Whether lines were read, but none was a record. */
  public boolean isWithoutRecords() {
    return records == 0 && broken > 0;
  }
}
