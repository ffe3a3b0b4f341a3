package io.procex.agent.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** What a collector says of records that it has not taken, though the request went well. */
final class PartialSuccess {
  private PartialSuccess() {}

  /** How many; 0 if the answer does not say so. */
  static long rejected(String body) {
    String count = find(body, "rejectedLogRecords");
    return count != null && count.matches("[0-9]{1,9}") ? Long.parseLong(count) : 0;
  }

  /** Why. */
  static String message(String body) {
    String message = find(body, "errorMessage");
    return message == null || message.isEmpty() ? "it says no reason" : "it says: " + message;
  }

  private static String find(String body, String name) {
    try (JsonParser json = new JsonFactory().createParser(body)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME && json.currentName().equals(name)) {
          json.nextToken();
          return json.getValueAsString();
        }
      }
      return null;
    } catch (IOException noJson) {
      return null;
    }
  }
}
