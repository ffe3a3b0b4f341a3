package io.procex.agent.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** The findings for programs: what the summary counts, and five answers about many JVMs. */
public final class FindingsJson {
  private final JsonGenerator json;

  private FindingsJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes the fields of an object. Times are in nanoseconds. */
  public static void write(JsonGenerator json, Findings findings) throws IOException {
    json.writeNumberField("records", findings.records);
    json.writeNumberField("broken", findings.broken);
    json.writeNumberField("lost", findings.dropped);
    json.writeNumberField("jvms", findings.jvms.size());
    json.writeNumberField("launched", findings.launched);
    json.writeNumberField("failed", findings.failures.total());
    json.writeNumberField("fallbacks", findings.declined.total());
    json.writeBooleanField("noExitIsComplete", !findings.children.hasLeftOut());
    new FindingsJson(json).services(findings.services, findings.children);
  }

  private void services(Services services, Children children) throws IOException {
    array("shells", services.shells.byCount(), "launches", "service", "caller", "program");
    array(
        "failures",
        services.failures.byCount(),
        "failures",
        "program",
        "error",
        "service",
        "version");
    array("slowest", services.lives.byTotal(), "children", "program");
    Groups without = Services.withoutExit(children);
    array("noExit", without.byCount(), "children", "service", "program");
    array("leaks", services.leaks.byCount(), "launches", "service");
  }

  private void array(String name, List<Groups.Group> groups, String count, String... words)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Groups.Group group : groups) {
      json.writeStartObject();
      for (int i = 0; i < words.length; i++) {
        json.writeStringField(words[i], group.words.get(i));
      }
      json.writeNumberField(count, group.count);
      if (group.total > 0) {
        json.writeNumberField("most", group.most);
        json.writeNumberField("total", group.total);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
