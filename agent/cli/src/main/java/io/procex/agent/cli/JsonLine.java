package io.procex.agent.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.procex.agent.record.AsciiEscapes;
import java.io.IOException;
import java.io.StringWriter;

/** Writes one line of JSON, in ASCII: see {@link AsciiEscapes}. */
final class JsonLine {
  private JsonLine() {}

  /** Writes the content of a line. */
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /** A line, without its end. */
  static String of(Content content) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = AsciiEscapes.factory().createGenerator(text)) {
      content.write(json);
    }
    return text.toString();
  }

  /** A line with one object that has these fields, without its end. */
  static String object(Content fields) throws IOException {
    return of(
        json -> {
          json.writeStartObject();
          fields.write(json);
          json.writeEndObject();
        });
  }
}
