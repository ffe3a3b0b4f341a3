package io.procex.agent.cli;

import io.procex.agent.record.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code list}. */
@Command(
    name = "list",
    description =
        "Lists the JVMs on this machine that this user may inspect, and whether the agent is in"
            + " them. Does not touch them.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    List<JvmProcess> jvms = JvmProcess.all();
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? json(jvms) + System.lineSeparator() : table(jvms));
    out.flush();
    return 0;
  }

  private static String table(List<JvmProcess> jvms) {
    StringBuilder text = new StringBuilder();
    text.append(row("PID", "USER", "JAVA", "AGENT", "PROGRAM"));
    for (JvmProcess jvm : jvms) {
      text.append(
          row(
              Long.toString(jvm.pid),
              jvm.user,
              Printable.of(jvm.java),
              jvm.agent.text,
              Printable.of(jvm.program)));
    }
    return text.toString();
  }

  private static String row(String pid, String user, String java, String agent, String program) {
    return String.format(
        Locale.ROOT, "%8s %-10s %-12s %-28s %s%n", pid, user, java, agent, program);
  }

  private static String json(List<JvmProcess> jvms) throws IOException {
    return JsonLine.of(
        json -> {
          json.writeStartArray();
          for (JvmProcess jvm : jvms) {
            json.writeStartObject();
            json.writeNumberField("pid", jvm.pid);
            json.writeStringField("user", jvm.user);
            json.writeStringField("java", jvm.java);
            json.writeStringField("agent", jvm.agent.name().toLowerCase(Locale.ROOT));
            json.writeStringField("program", jvm.program);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
