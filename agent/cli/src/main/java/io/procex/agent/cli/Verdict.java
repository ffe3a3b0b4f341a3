package io.procex.agent.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.procex.agent.record.Printable;
import io.procex.agent.rules.Decision;
import io.procex.agent.rules.LaunchFacts;
import io.procex.agent.rules.Mismatch;
import io.procex.agent.rules.Rules;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Explains what rules decide about one launch, and why. */
final class Verdict {
  private final Rules rules;
  private final LaunchFacts facts;
  private final Decision decision;
  private final List<Mismatch> passedOver;
  private final Map<String, String> set;

  Verdict(Rules rules, LaunchFacts facts) {
    this.rules = rules;
    this.facts = facts;
    this.decision = rules.decide(facts);
    this.passedOver = rules.passedOver(facts);
    this.set = decision.settings() == null ? Collections.emptyMap() : decision.settings().inForce();
  }

  boolean isAllowed() {
    return !decision.denies();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(outcome()).append(" by ").append(decision.rule());
    text.append(rules.enforces() ? "" : " (mode monitor: only recorded, and launched)");
    text.append(System.lineSeparator());
    line(text, "executable", facts.executable());
    line(text, "interpreters", String.join(", ", facts.interpreters()));
    for (Map.Entry<String, String> setting : set.entrySet()) {
      line(text, "set", setting.getKey() + "=" + setting.getValue());
    }
    for (Mismatch passed : passedOver) {
      line(text, "passed over", passed.rule() + ": " + passed.reason());
    }
    return text.toString();
  }

  private String outcome() {
    switch (decision.action()) {
      case DENY:
        return "denied";
      case AUDIT:
        return "allowed and audited";
      default:
        return "allowed";
    }
  }

  private static void line(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append(String.format(Locale.ROOT, "  %-14s %s%n", name, Printable.of(value)));
    }
  }

  String json() throws IOException {
    return JsonLine.object(this::write) + System.lineSeparator();
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeBooleanField("allowed", isAllowed());
    json.writeStringField("rule", decision.rule());
    json.writeStringField("action", decision.action().label());
    json.writeStringField("mode", rules.mode());
    json.writeStringField("executable", facts.executable());
    json.writeArrayFieldStart("interpreters");
    for (String interpreter : facts.interpreters()) {
      json.writeString(interpreter);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("set");
    for (Map.Entry<String, String> setting : set.entrySet()) {
      json.writeStringField(setting.getKey(), setting.getValue());
    }
    json.writeEndObject();
    writePassedOver(json);
  }

  private void writePassedOver(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("passed_over");
    for (Mismatch passed : passedOver) {
      json.writeStartObject();
      json.writeStringField("rule", passed.rule());
      json.writeStringField("reason", passed.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
