package io.procex.agent.record;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes a line for people: time, event, pid, program and arguments, then the other fields by name.
 * The stack is left out, because the caller is in a field.
 */
public final class TextFormat implements Format {
  private static final Field[] NOT_NAMED = {
    Field.TIME, Field.EVENT, Field.PID, Field.ARGUMENTS, Field.EXECUTABLE, Field.MESSAGE
  };
  private static final Field[] LEFT_OUT = {
    Field.VERSION,
    Field.ID,
    Field.PARENT_PID,
    Field.NAME,
    Field.COMMAND,
    Field.ARGUMENT_COUNT,
    Field.STACK
  };

  @Override
  public byte[] encode(Record record) {
    return (line(record.values()) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The line for these values, without a line feed. */
  public static String line(Map<Field, Object> values) {
    StringBuilder line = new StringBuilder();
    append(line, values.get(Field.TIME));
    append(line, values.get(Field.EVENT));
    append(line, values.get(Field.PID));
    append(line, values.get(Field.EXECUTABLE));
    append(line, values.get(Field.ARGUMENTS));
    if (values.containsKey(Field.MESSAGE)) {
      // the agent's own message
      line.append(' ').append(Printable.of(text(values.get(Field.MESSAGE))));
    }
    for (Map.Entry<Field, Object> value : values.entrySet()) {
      if (!isOneOf(value.getKey(), NOT_NAMED) && !isOneOf(value.getKey(), LEFT_OUT)) {
        line.append(' ').append(value.getKey().otel()).append('=');
        line.append(Printable.quoted(text(value.getValue())));
      }
    }
    return line.toString();
  }

  private static void append(StringBuilder line, Object value) {
    if (value == null) {
      return;
    }
    line.append(line.length() == 0 ? "" : " ");
    line.append(
        value instanceof List ? quotedParts((List<?>) value) : Printable.quoted(text(value)));
  }

  private static String quotedParts(List<?> parts) {
    StringBuilder text = new StringBuilder("[");
    for (Object part : parts) {
      text.append(text.length() == 1 ? "" : " ").append(Printable.quoted(part.toString()));
    }
    return text.append(']').toString();
  }

  private static String text(Object value) {
    if (!(value instanceof List)) {
      return String.valueOf(value);
    }
    StringBuilder text = new StringBuilder();
    for (Object part : (List<?>) value) {
      text.append(text.length() == 0 ? "" : ",").append(part);
    }
    return text.toString();
  }

  private static boolean isOneOf(Field field, Field[] fields) {
    for (Field one : fields) {
      if (one == field) {
        return true;
      }
    }
    return false;
  }
}
