package io.procex.agent.sink;

import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import io.procex.agent.record.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes journald's native protocol: a datagram of fields. A field is {@code NAME=value} and a line
 * feed; if the value contains a line feed, {@code NAME}, a line feed, the length as 64 bits, and
 * the value. See systemd's Native Journal Protocol.
 */
final class JournaldSink implements Sink {
  private static final int WARNING = 4; // a level of syslog
  private static final int INFO = 6;

  private final DatagramSocket socket;

  JournaldSink(String path) {
    socket = new DatagramSocket(path);
  }

  @Override
  public String name() {
    return "journald";
  }

  @Override
  public void write(Record record) throws IOException {
    socket.send(entry(record));
  }

  /** The record in the journal's own protocol. */
  static byte[] entry(Record record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
    put(out, "MESSAGE", TextFormat.line(record.values()));
    put(out, "PRIORITY", Integer.toString(record.event().isFailure() ? WARNING : INFO));
    put(out, "SYSLOG_IDENTIFIER", "procex-agent");
    for (Map.Entry<Field, Object> value : record.values().entrySet()) {
      if (value.getValue() instanceof List) {
        for (Object part : (List<?>) value.getValue()) { // a field may appear several times
          put(out, name(value.getKey()), part.toString());
        }
      } else {
        put(out, name(value.getKey()), value.getValue().toString());
      }
    }
    return out.toByteArray();
  }

  /** {@code process.exit.code} as {@code PROCESS_EXIT_CODE}, because the journal allows no dots. */
  private static String name(Field field) {
    return field == Field.MESSAGE
        ? "PROCEX_MESSAGE"
        : field.otel().replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static void put(ByteArrayOutputStream out, String name, String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.write(name.getBytes(StandardCharsets.US_ASCII));
    if (value.indexOf('\n') < 0) {
      out.write('=');
    } else {
      out.write('\n');
      out.write(
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(bytes.length)
              .array());
    }
    out.write(bytes);
    out.write('\n');
  }
}
