package io.procex.agent.cli;

import io.procex.agent.record.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify}. */
@Command(
    name = "verify",
    description =
        "Checks offline that each file in the jar, the native library in front of it and those"
            + " beside it are as built. Prints a line for each that is not. A jar that somebody has"
            + " changed can say anything about itself: check it with another copy, or with the"
            + " release's statement. Exit code 0: all as built; 1: not.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Option(
      names = "--statement",
      paramLabel = "FILE",
      description =
          "The release's in-toto statement: the jar's list of parts has to be the one it names.")
  private Path statement;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "JAR",
      description = "Another jar of the agent, instead of this one.")
  private Path file;

  @Override
  public Integer call() throws Exception {
    Path jar = (file == null ? OwnJar.file() : file).toAbsolutePath().normalize();
    PartCheck check = PartCheck.of(jar);
    List<Part> parts = new ArrayList<>(check.parts());
    if (statement != null) {
      String expected = BuildStatement.listHash(statement);
      parts.add(Part.compared(PartList.NAME + ", by the statement", expected, check.listHash()));
    }
    List<Part> changed = new ArrayList<>(parts);
    changed.removeIf(Part::isAsBuilt);
    spec.commandLine().getOut().print(json ? json(jar, check, parts) : text(jar, parts, changed));
    spec.commandLine().getOut().flush();
    return changed.isEmpty() ? 0 : 1;
  }

  private static String text(Path jar, List<Part> parts, List<Part> changed) {
    String end = System.lineSeparator();
    StringBuilder text = new StringBuilder(Printable.of(jar + ": "));
    text.append(
        changed.isEmpty()
            ? "all " + parts.size() + " parts are as built"
            : changed.size() + " of " + parts.size() + " parts are not as built");
    text.append(end);
    for (Part part : changed) {
      text.append("  ").append(part).append(end);
    }
    return text.toString();
  }

  private static String json(Path jar, PartCheck check, List<Part> parts) throws IOException {
    String line =
        JsonLine.object(
            out -> {
              out.writeStringField("jar", jar.toString());
              out.writeBooleanField("asBuilt", parts.stream().allMatch(Part::isAsBuilt));
              out.writeStringField("list", check.listHash());
              out.writeArrayFieldStart("parts");
              for (Part part : parts) {
                part.write(out);
              }
              out.writeEndArray();
            });
    return line + System.lineSeparator();
  }
}
