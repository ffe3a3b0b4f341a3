package io.procex.agent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.procex.agent.attach.AttachReply;
import io.procex.agent.attach.AttachRequest;
import java.io.IOException;
import java.io.PrintWriter;
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

  @Option(names = "--json", description = "One line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    AttachReply reply =
        Request.askInstalled(
            new TargetJvm(jvm.pid()),
            name -> new AttachRequest(AttachRequest.Kind.STATUS, name, ""));
    PrintWriter out = spec.commandLine().getOut();
    String text = String.join("", reply.sentences());
    if (json) {
      out.println(text);
    } else {
      out.println(
          jvm.pid() + ": procex-agent " + Printable.of(reply.version() + " from " + reply.jar()));
      print(text, out);
    }
    return 0;
  }

  /** An indented line for each value. */
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
