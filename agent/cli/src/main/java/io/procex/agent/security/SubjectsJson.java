package io.procex.agent.security;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What children could do, for programs. */
public final class SubjectsJson {
  private final JsonGenerator json;

  private SubjectsJson(JsonGenerator json) {
    this.json = json;
  }

  /**
   * Writes the fields of an object.
   *
   * @param enough the exposure in tenths that has to be reached
   */
  public static void write(JsonGenerator json, Subjects subjects, int enough) throws IOException {
    SubjectsJson writer = new SubjectsJson(json);
    json.writeArrayFieldStart("subjects");
    for (Subject subject : subjects.sorted()) {
      writer.write(subject, enough);
    }
    json.writeEndArray();
    writer.strings("denied", subjects.denied());
  }

  private void write(Subject subject, int enough) throws IOException {
    Exposure exposure = subject.exposure();
    json.writeStartObject();
    strings("names", subject.names());
    json.writeStringField("user", subject.child().jvm().user());
    tenths("exposure", exposure.tenths());
    json.writeStringField("level", exposure.level());
    tenths("exposureByName", exposure.tenthsByName());
    json.writeArrayFieldStart("could");
    for (Finding finding : exposure.findings()) {
      write(finding);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("add");
    for (Addition.Step step : Addition.to(subject.child(), enough).steps()) {
      write(step);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", finding.name());
    json.writeStringField("could", finding.could());
    json.writeNumberField("weight", finding.weight());
    json.writeNumberField("badness", finding.badness());
    json.writeNumberField("range", finding.range());
    tenths("exposure", finding.tenths());
    json.writeEndObject();
  }

  private void write(Addition.Step step) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("set");
    for (Map.Entry<String, String> change : step.changes().entrySet()) {
      json.writeStringField(change.getKey(), change.getValue());
    }
    json.writeEndObject();
    json.writeStringField("note", step.note());
    tenths("exposure", step.tenths());
    json.writeEndObject();
  }

  private void tenths(String name, int tenths) throws IOException {
    json.writeNumberField(name, new BigDecimal(Exposure.text(tenths)));
  }

  private void strings(String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
