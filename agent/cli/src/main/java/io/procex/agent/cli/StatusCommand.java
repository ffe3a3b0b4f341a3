package io.procex.agent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.procex.agent.attach.AttachReply;
import io.procex.agent.attach.AttachRequest;
import io.procex.agent.record.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status PID}. */
@Command(
    name = "status",
    description = "Says what the agent has done in a running JVM, and with which options.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private JvmArgument jvm;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Path process = Paths.get("/proc", Long.toString(jvm.pid()));
    List<NativeEntry> entries = entries(process);
    SilentEntry silent = entries.isEmpty() ? silent(process) : null;
    if (silent != null) {
      throw new CommandFailure(jvm.pid() + ": " + silent.sentence());
    }
    if (entries.isEmpty() || JvmProcess.hasJar(process)) {
      askJar(entries);
    } else {
      NativeEntry first = entries.get(0);
      print(first.version() + " from " + first.library(), NativeEntry.json(entries));
    }
    return 0;
  }

  /** The native entry's pages; none if there is no such process, which the attachment reports. */
  private static List<NativeEntry> entries(Path process) {
    try {
      return NativeEntry.of(process);
    } catch (IOException notForUs) {
      return Collections.emptyList();
    }
  }

  private static SilentEntry silent(Path process) {
    try {
      return JvmProcess.hasJar(process) ? null : SilentEntry.in(process);
    } catch (IOException notForUs) {
      return null;
    }
  }

  private void askJar(List<NativeEntry> entries) throws Exception {
    AttachReply reply =
        Request.askInstalled(
            new TargetJvm(jvm.pid()),
            name -> new AttachRequest(AttachRequest.Kind.STATUS, name, ""));
    String text = String.join("", reply.sentences());
    if (!entries.isEmpty()) {
      String entry = NativeEntry.json(entries);
      text = text.substring(0, text.length() - 1) + "," + entry.substring(1);
    }
    print(reply.version() + " from " + reply.jar(), text);
  }

  private void print(String agent, String text) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(text);
    } else {
      out.println(jvm.pid() + ": procex-agent " + Printable.of(agent));
      print(text, out);
    }
  }

  /** Prints an indented line for each value. */
  private static void print(String text, PrintWriter out) throws IOException {
    StringBuilder indent = new StringBuilder();
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        JsonToken token = parser.currentToken();
        if (token.isStructStart()) {
          if (parser.currentName() != null) {
            out.println(indent + parser.currentName() + ":");
          }
          indent.append("  ");
        } else if (token.isStructEnd()) {
          indent.setLength(indent.length() - 2);
        } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
          String name = parser.getParsingContext().inArray() ? "" : parser.currentName() + ": ";
          out.println(indent + Printable.of(name + parser.getText()));
        }
      }
    }
  }
}
