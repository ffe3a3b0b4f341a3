package io.procex.agent.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.procex.agent.record.Printable;
import java.io.IOException;

/** One of the parts that a jar is made of, as its list of parts has it and as it is. */
final class Part {
  private final String name;
  private final String expected;
  private final String actual;
  private final String trouble;

  private Part(String name, String expected, String actual, String trouble) {
    this.name = name;
    this.expected = expected;
    this.actual = actual;
    this.trouble = trouble;
  }

  /** With what the list says of it, and what it is. */
  static Part compared(String name, String expected, String actual) {
    boolean same = expected.equals(actual);
    return new Part(name, expected, actual, same ? null : "changed, its sha256 is " + actual);
  }

  /** That is not as built for another reason. */
  static Part inTrouble(String name, String trouble) {
    return new Part(name, null, null, trouble);
  }

  boolean isAsBuilt() {
    return trouble == null;
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("expected", expected);
    json.writeStringField("sha256", actual);
    json.writeStringField("trouble", trouble);
    json.writeEndObject();
  }

  @Override
  public String toString() {
    return Printable.of(name + ": " + (isAsBuilt() ? "as built" : trouble));
  }
}
