package io.procex.agent.attach;

import com.fasterxml.jackson.core.JsonGenerator;
import io.procex.agent.diagnostics.Diagnostics;
import io.procex.agent.diagnostics.Fallbacks;
import io.procex.agent.diagnostics.LaunchStatistics;
import io.procex.agent.host.AgentLog;
import io.procex.agent.instrument.Installation;
import io.procex.agent.instrument.LaunchStatus;
import io.procex.agent.options.AgentOptions;
import io.procex.agent.record.AsciiEscapes;
import io.procex.agent.sink.SinkQueue;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/** Reports what the agent has done in this JVM, as one line of JSON. */
final class StatusReport {
  private static final double[] PERCENTILES = {50, 90, 99, 100};
  private static final String[] NAMES = {"p50", "p90", "p99", "max"};

  private final Installation installation;

  StatusReport(Installation installation) {
    this.installation = installation;
  }

  String json() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = AsciiEscapes.factory().createGenerator(text)) {
      json.writeStartObject();
      json.writeBooleanField("installed", installation.isInstalled());
      json.writeStringField("java", System.getProperty("java.version"));
      json.writeStringField("launches", new LaunchStatus(installation).launches());
      json.writeStringField("absence", installation.absence());
      json.writeStringField("library", installation.library());
      json.writeStringField("reaper", LaunchStatus.reaper());
      json.writeStringField("orphans", LaunchStatus.orphans());
      json.writeStringField("watchers", LaunchStatus.watchers());
      json.writeStringField("rules", installation.rules());
      json.writeStringField("lockdown", lockdown());
      write(json, "declined", LaunchStatus.fallbacksByReason());
      json.writeNumberField("withoutSettings", Fallbacks.count());
      writeOptions(json);
      writeDiagnostics(json, Diagnostics.current());
      json.writeArrayFieldStart("log");
      for (String line : AgentLog.lines()) {
        json.writeString(line);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private String lockdown() {
    return installation.lockdown() == null ? "off" : installation.lockdown().toString();
  }

  private void writeOptions(JsonGenerator json) throws IOException {
    AgentOptions options = installation.isInstalled() ? installation.options() : null;
    if (options == null) {
      json.writeNullField("options");
      return;
    }
    writeTexts(json, "options", options.inForce());
    if (options.childSettings() != null) {
      writeTexts(json, "settings", options.childSettings().written());
    }
  }

  private static void writeTexts(JsonGenerator json, String name, Map<String, String> texts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }

  private static void writeDiagnostics(JsonGenerator json, Diagnostics diagnostics)
      throws IOException {
    if (diagnostics == null) {
      json.writeNullField("diagnostics");
      return;
    }
    LaunchStatistics statistics = diagnostics.statistics();
    json.writeObjectFieldStart("diagnostics");
    json.writeNumberField("launched", statistics.launched());
    json.writeNumberField("exited", statistics.exited());
    json.writeNumberField("live", statistics.liveCount());
    json.writeNumberField("descriptorsKept", statistics.descriptorsKept());
    write(json, "failed", statistics.failed());
    json.writeObjectFieldStart("latencyNanos");
    for (int i = 0; i < NAMES.length; i++) {
      json.writeNumberField(NAMES[i], statistics.latency(PERCENTILES[i]));
    }
    json.writeEndObject();
    json.writeObjectFieldStart("dropped");
    for (SinkQueue queue : diagnostics.queues()) {
      json.writeNumberField(queue.name(), queue.dropped());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, Map<String, Long> counts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
  }
}
