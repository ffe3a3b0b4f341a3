package io.procex.agent.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.procex.agent.record.Printable;
import java.io.IOException;

/** One of the parts of a jar, as the jar's list of parts describes it and as it is. */
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

  /** Makes a part of the hash in the list and the hash of the part itself. */
  static Part compared(String name, String expected, String actual) {
    boolean same = expected.equals(actual);
    return new Part(name, expected, actual, same ? null : "changed, its sha256 is " + actual);
  }

  /** Makes a part that is wrong for another reason. */
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
