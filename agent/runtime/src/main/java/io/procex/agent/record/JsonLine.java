package io.procex.agent.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * A format that is one JSON object in a line. All but ASCII is written as an escape: a terminal
 * that shows the file must not obey what an argument holds.
 */
public abstract class JsonLine implements Format {
  private final JsonFactory factory = AsciiEscapes.factory();
  private final Supplier<Resource> resource;

  /** What all lines share, as the inner text of an object; null before the first line. */
  private volatile String shared;

  JsonLine(Supplier<Resource> resource) {
    this.resource = resource;
  }

  @Override
  public final byte[] encode(Record record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartObject();
      write(json, record);
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return out.toByteArray();
  }

  /** What is written into an object. */
  interface Part {
    void write(JsonGenerator json) throws IOException;
  }

  /** An object with that part in it. */
  final byte[] object(Part part) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartObject();
      part.write(json);
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  /** Writes what stands between the braces. */
  abstract void write(JsonGenerator json, Record record) throws IOException;

  /**
   * Writes what all records share, made by {@link #writeResource} for the first of them; behind
   * other fields.
   */
  final void writeShared(JsonGenerator json) throws IOException {
    String text = shared;
    if (text == null) {
      text = makeShared();
      shared = text;
    }
    if (!text.isEmpty()) {
      json.writeRaw("," + text);
    }
  }

  private String makeShared() throws IOException {
    byte[] bytes = object(json -> writeResource(json, resource.get()));
    String object = new String(bytes, StandardCharsets.US_ASCII);
    return object.substring(1, object.length() - 1);
  }

  /** Writes what is true of the JVM, into an object of its own. */
  abstract void writeResource(JsonGenerator json, Resource resource) throws IOException;

  /** Writes a value as JSON has it: a number, a list of strings, or a string. */
  static void writeValue(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Long) {
      json.writeNumber((Long) value);
    } else if (value instanceof List) {
      json.writeStartArray();
      for (Object part : (List<?>) value) {
        json.writeString(part.toString());
      }
      json.writeEndArray();
    } else {
      json.writeString(value.toString());
    }
  }
}
