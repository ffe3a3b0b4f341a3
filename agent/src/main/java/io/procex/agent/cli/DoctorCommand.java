package io.procex.agent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}. */
@Command(
    name = "doctor",
    description =
        "Tells whether the agent works here, and how well: starts a JVM with it, which launches"
            + " /bin/true on each rung of the ladder. Exit code 0: healthy; 1: not, or less well.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "One line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Diagnosis diagnosis = Diagnosis.make(OwnJar.path());
    Map<String, String> machine = Machine.facts();
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? json(diagnosis, machine) : text(diagnosis, machine));
    out.flush();
    return diagnosis.isHealthy() ? 0 : 1;
  }

  private static String text(Diagnosis diagnosis, Map<String, String> machine) {
    StringBuilder text = new StringBuilder(Printable.of(diagnosis.verdict()));
    text.append(System.lineSeparator());
    append(text, "", machine);
    append(text, "rung ", diagnosis.rungs);
    append(text, "hook ", diagnosis.hooks);
    for (String line : diagnosis.log) {
      text.append(String.format(Locale.ROOT, "  %-26s %s%n", "log", Printable.of(line)));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String prefix, Map<String, String> map) {
    for (Map.Entry<String, String> entry : map.entrySet()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-26s %s%n",
              prefix + entry.getKey(),
              Printable.of(entry.getValue())));
    }
  }

  private static String json(Diagnosis diagnosis, Map<String, String> machine) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeBooleanField("healthy", diagnosis.isHealthy());
      json.writeStringField("verdict", diagnosis.verdict());
      json.writeStringField("rung", diagnosis.bestRung());
      write(json, "machine", machine);
      write(json, "rungs", diagnosis.rungs);
      write(json, "hooks", diagnosis.hooks);
      json.writeArrayFieldStart("log");
      for (String line : diagnosis.log) {
        json.writeString(line);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text + System.lineSeparator();
  }

  private static void write(JsonGenerator json, String name, Map<String, String> map)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> entry : map.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }
}
