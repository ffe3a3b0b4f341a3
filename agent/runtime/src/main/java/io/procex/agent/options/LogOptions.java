package io.procex.agent.options;

import io.procex.agent.record.OwnSecrets;
import io.procex.agent.sink.SinkName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options about records: what is recorded, and where it goes. */
public final class LogOptions {
  private static final int DEFAULT_STACK = 10;
  private static final int MOST_STACK = 1024; // HotSpot's own MaxJavaStackTraceDepth
  private static final long DEFAULT_SIZE = 100L << 20;
  private static final int DEFAULT_KEPT = 5;
  private static final int MOST_KEPT = 1000;

  private final List<String> sinks;
  private final List<String> misplaced = new ArrayList<>();
  private final String format;
  private final String arguments;
  private final OwnSecrets redacted;
  private final int stackDepth;
  private final boolean environmentNames;
  private final String descriptors;
  private final boolean hashes;
  private final long size;
  private final int kept;
  private final boolean jmx;

  LogOptions(OptionReader reader) {
    sinks = split(reader.path(Option.LOG));
    removeNameless(reader);
    checkPlaces(reader);
    format = reader.word(Option.LOG_FORMAT, "json", "ecs", "ocsf", "otlp", "text");
    arguments = reader.word(Option.LOG_ARGS, "redacted", "none", "full");
    redacted = redacted(reader);
    stackDepth = reader.number(Option.LOG_STACK, 0, MOST_STACK, DEFAULT_STACK);
    environmentNames = reader.word(Option.LOG_ENV, "none", "names").equals("names");
    descriptors = reader.word(Option.LOG_DESCRIPTORS, "count", "none", "list");
    hashes = reader.word(Option.LOG_HASH, "none", "sha256").equals("sha256");
    size = reader.size(Option.LOG_SIZE, DEFAULT_SIZE);
    kept = reader.number(Option.LOG_KEEP, 0, MOST_KEPT, DEFAULT_KEPT);
    jmx = reader.flag(Option.JMX, false);
  }

  /** Splits at plus signs. A backslash before a plus sign makes it part of a path. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    if (text != null) {
      for (String part : text.split("(?<!\\\\)\\+", -1)) {
        if (!part.isEmpty()) {
          parts.add(part.replace("\\+", "+"));
        }
      }
    }
    return parts;
  }

  /**
   * Removes sinks without a name. A loop, since the first lambda in a JVM costs its start
   * milliseconds.
   */
  private void removeNameless(OptionReader reader) {
    for (Iterator<String> each = sinks.iterator(); each.hasNext(); ) {
      if (each.next().endsWith(":")) {
        each.remove();
        reader.malformed(Option.LOG, "expected a name after the colon");
      }
    }
  }

  /**
   * Checks where records are to go. A place with a problem stays in the options, because the
   * problem may be solved later; records that are lost are counted.
   */
  private void checkPlaces(OptionReader reader) {
    for (String sink : sinks) {
      String problem = new SinkName(sink).problem();
      if (problem != null) {
        misplaced.add(reader.malformed(Option.LOG.key, problem));
      }
    }
  }

  private static OwnSecrets redacted(OptionReader reader) {
    String text = reader.text(Option.LOG_REDACT);
    return text == null || text.isEmpty() ? null : SecretsReader.read(reader, text);
  }

  /** A class of its own, so that a premain without this option does not load it. */
  private static final class SecretsReader {
    static OwnSecrets read(OptionReader reader, String text) {
      try {
        return OwnSecrets.of(text);
      } catch (IllegalArgumentException e) {
        reader.malformed(Option.LOG_REDACT, e.getMessage());
        return null;
      }
    }
  }

  /** Whether launches are observed. */
  public boolean isOn() {
    return jmx || !sinks.isEmpty();
  }

  /** Where records go: {@code stderr}, {@code jfr}, a path and so on. */
  public List<String> sinks() {
    return Collections.unmodifiableList(sinks);
  }

  /**
   * The problems of places where no record can go, since the log itself may be unable to report
   * them.
   */
  public List<String> misplaced() {
    return Collections.unmodifiableList(misplaced);
  }

  /** {@code json}, {@code ecs}, {@code ocsf}, {@code otlp} or {@code text}. */
  public String format() {
    return format;
  }

  /** {@code redacted}, {@code none} or {@code full}. */
  public String arguments() {
    return arguments;
  }

  /** What is redacted beside the usual secrets, or null. */
  public OwnSecrets redacted() {
    return redacted;
  }

  /** The number of stack frames in a record; 0 for no stack and no caller. */
  public int stackDepth() {
    return stackDepth;
  }

  /** Whether the names of the child's environment variables are recorded. */
  public boolean environmentNames() {
    return environmentNames;
  }

  /** {@code count}, {@code none} or {@code list}. */
  public String descriptors() {
    return descriptors;
  }

  /** Whether the SHA-256 of a program is recorded. */
  public boolean hashes() {
    return hashes;
  }

  /** Bytes after which a file is rotated; 0 for never. */
  public long size() {
    return size;
  }

  /** How many rotated files are kept. */
  public int kept() {
    return kept;
  }

  /** Whether an MXBean is registered. */
  public boolean jmx() {
    return jmx;
  }

  /** The options in force, by name. */
  public Map<String, String> inForce() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(Option.LOG.key, String.join("+", sinks));
    map.put(Option.LOG_FORMAT.key, format);
    map.put(Option.LOG_ARGS.key, arguments);
    map.put(Option.LOG_REDACT.key, redacted == null ? "" : redacted.toString());
    map.put(Option.LOG_STACK.key, Integer.toString(stackDepth));
    map.put(Option.LOG_ENV.key, environmentNames ? "names" : "none");
    map.put(Option.LOG_DESCRIPTORS.key, descriptors);
    map.put(Option.LOG_HASH.key, hashes ? "sha256" : "none");
    map.put(Option.LOG_SIZE.key, Long.toString(size));
    map.put(Option.LOG_KEEP.key, Integer.toString(kept));
    map.put(Option.JMX.key, Boolean.toString(jmx));
    return map;
  }

  /** Equal if all values in force are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof LogOptions && inForce().equals(((LogOptions) other).inForce());
  }

  @Override
  public int hashCode() {
    return inForce().hashCode();
  }
}
