package io.procex.agent.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Reads the small parts of the OpenTelemetry protocol's JSON: values and attributes. */
final class OtlpParts {
  private final JsonParser json;

  OtlpParts(JsonParser json) {
    this.json = json;
  }

  /** Passes on the names and values of an array of attributes, at which the parser is. */
  void attributes(BiConsumer<String, Object> taker) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (next() == JsonToken.START_OBJECT) {
      String key = null;
      Object value = null;
      while (next() == JsonToken.FIELD_NAME) {
        boolean isKey = json.currentName().equals("key");
        next();
        if (isKey) {
          key = text();
        } else {
          value = anyValue();
        }
      }
      if (key != null) {
        taker.accept(key, value);
      }
    }
  }

  /** The value in an {@code AnyValue}: a string, a {@link Long}, or a list of strings; or null. */
  Object anyValue() throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    Object value = null;
    while (next() == JsonToken.FIELD_NAME) {
      String kind = json.currentName();
      next();
      switch (kind) {
        case "stringValue":
          value = text();
          break;
        case "intValue":
          value = json.getValueAsLong(); // of a string too
          json.skipChildren();
          break;
        case "arrayValue":
          value = list();
          break;
        default:
          json.skipChildren();
      }
    }
    return value;
  }

  private List<String> list() throws IOException {
    List<String> parts = new ArrayList<>();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return parts;
    }
    while (next() == JsonToken.FIELD_NAME) {
      if (next() != JsonToken.START_ARRAY) {
        json.skipChildren();
        continue;
      }
      while (next() != JsonToken.END_ARRAY) {
        Object part = anyValue();
        if (part instanceof String) {
          parts.add((String) part);
        }
      }
    }
    return parts;
  }

  /** The value at which the parser is, as text. */
  String text() throws IOException {
    String text = json.getValueAsString("");
    json.skipChildren(); // where it is no string
    return text;
  }

  /** The next token; the end of the text is an error. */
  JsonToken next() throws IOException {
    JsonToken token = json.nextToken();
    if (token == null) {
      throw new IOException("cut off");
    }
    return token;
  }
}
