package io.procex.agent.record;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is known about one event: a value for each field that applies, in the order of the fields.
 */
public final class Record {
  private final Event event;
  private final Map<Field, Object> values = new EnumMap<>(Field.class);

  /** Makes a record of that event, at that time. */
  public Record(Event event, Instant time) {
    this.event = event;
    values.put(Field.TIME, time);
    values.put(Field.EVENT, event.label());
  }

  /** Sets a field of one of the string types; null leaves it out. */
  public Record put(Field field, String value) {
    return set(field, value);
  }

  /** Sets a number. */
  public Record put(Field field, long value) {
    return set(field, value);
  }

  /** Sets a list; an empty one is left out. */
  public Record put(Field field, List<String> value) {
    return set(field, value.isEmpty() ? null : value);
  }

  private Record set(Field field, Object value) {
    if (value != null) {
      values.put(field, value);
    }
    return this;
  }

  /** The event. */
  public Event event() {
    return event;
  }

  /** The value of a field, or null. */
  public Object get(Field field) {
    return values.get(field);
  }

  /** All fields that are set. */
  public Map<Field, Object> values() {
    return Collections.unmodifiableMap(values);
  }
}
