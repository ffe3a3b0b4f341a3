package io.procex.agent.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.procex.agent.record.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code doctor}. */
@Command(
    name = "doctor",
    description =
        "Checks if the agent works here, and how well: starts a JVM with it, which launches"
            + " /bin/true on each rung of the ladder, and one with the native entry (-agentpath)."
            + " With PID: the state of the native entry in that JVM, and why, without touching it."
            + " Exit code 0: healthy; 1: not healthy, or not fully.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Option(
      names = "--agentpath",
      paramLabel = "FILE[=options]",
      description =
          "A value of -agentpath to try, instead of those in JAVA_TOOL_OPTIONS and the like.")
  private List<String> flags = new ArrayList<>();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PID",
      description = "A running JVM.",
      converter = PidConverter.class)
  private Long pid;

  @Override
  public Integer call() throws Exception {
    return pid == null ? tryHere() : lookAt(pid);
  }

  private int lookAt(long jvm) throws Exception {
    EntryDiagnosis diagnosis = EntryDiagnosis.of(jvm);
    StringBuilder text = verdict(jvm + ": " + diagnosis.verdict());
    append(text, diagnosis.lines());
    boolean healthy = diagnosis.isHealthy();
    print(json ? json(healthy, diagnosis.verdict(), diagnosis::write) : text.toString());
    return healthy ? 0 : 1;
  }

  private int tryHere() throws Exception {
    Path jar = OwnJar.path();
    Diagnosis diagnosis = Diagnosis.make(jar);
    EntryTrials entries = EntryTrials.make(jar, flags, System.getenv());
    boolean healthy = diagnosis.isHealthy() && entries.areHealthy();
    String verdict = diagnosis.verdict() + entries.verdict();
    Map<String, String> machine = Machine.facts();
    machine.put("landlock", diagnosis.landlock());
    machine.put("lockdown", diagnosis.lockdown());
    print(
        json
            ? json(healthy, verdict, out -> write(out, diagnosis, entries, machine))
            : text(verdict, diagnosis, entries, machine));
    return healthy ? 0 : 1;
  }

  private void print(String text) {
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
  }

  private static StringBuilder verdict(String verdict) {
    return new StringBuilder(Printable.of(verdict)).append(System.lineSeparator());
  }

  private static String text(
      String verdict, Diagnosis diagnosis, EntryTrials entries, Map<String, String> machine) {
    StringBuilder text = verdict(verdict);
    append(text, "", machine);
    append(text, "rung ", diagnosis.rungs);
    append(text, "hook ", diagnosis.hooks);
    append(text, entries.lines());
    diagnosis.log.forEach(line -> append(text, "log", line));
    return text.toString();
  }

  private static void append(StringBuilder text, String prefix, Map<String, String> map) {
    map.forEach((name, value) -> append(text, prefix + name, value));
  }

  private static void append(StringBuilder text, List<String[]> lines) {
    lines.forEach(line -> append(text, line[0], line[1]));
  }

  private static void append(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "  %-26s %s%n", name, Printable.of(value)));
  }

  private static String json(boolean healthy, String verdict, JsonLine.Content rest)
      throws IOException {
    String line =
        JsonLine.object(
            json -> {
              json.writeBooleanField("healthy", healthy);
              json.writeStringField("verdict", verdict);
              rest.write(json);
            });
    return line + System.lineSeparator();
  }

  private static void write(
      JsonGenerator json, Diagnosis diagnosis, EntryTrials entries, Map<String, String> machine)
      throws IOException {
    json.writeStringField("rung", diagnosis.bestRung());
    write(json, "machine", machine);
    write(json, "rungs", diagnosis.rungs);
    write(json, "hooks", diagnosis.hooks);
    entries.write(json);
    json.writeArrayFieldStart("log");
    for (String line : diagnosis.log) {
      json.writeString(line);
    }
    json.writeEndArray();
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
