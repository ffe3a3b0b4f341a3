package io.procex.agent.cli;

import io.procex.agent.record.Printable;
import io.procex.agent.shared.AgentJar;
import io.procex.agent.shared.LibraryResource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code extract FILE}. */
@Command(
    name = "extract",
    description =
        "Writes the agent as one file that is both jar and native library, for this CPU or another:"
            + " nothing has to be extracted when a JVM runs with it, so it also works where nothing"
            + " can be written. If FILE ends in .so: the native library alone.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class ExtractCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "Such as /opt/procex-agent.jar.")
  private Path file;

  @Option(names = "--force", description = "Overwrite an existing file.")
  private boolean force;

  @Option(
      names = "--cpu",
      paramLabel = "CPU",
      description = "The CPU of the machine that it is for, as uname -m says it: x86_64, aarch64.")
  private String cpu;

  @Override
  public Integer call() throws Exception {
    Path target = file.toAbsolutePath().normalize();
    if (Files.isDirectory(target)) {
      throw new CommandFailure(Printable.of(target + " is a directory: name a file in it"));
    }
    OutputFile.check(target, force);
    boolean alone = target.toString().endsWith(".so");
    OutputFile.replace(
        target,
        alone ? library() : OneFile.of(library(), Files.readAllBytes(OwnJar.file())),
        force);
    String kind = alone ? "native library" : "jar and native library";
    spec.commandLine().getOut().println(Printable.of(kind + " for " + platform() + ": " + target));
    return 0;
  }

  private String platform() {
    return cpu == null ? LibraryResource.platform() : "linux-" + cpu;
  }

  private byte[] library() throws IOException, CommandFailure {
    try (InputStream in = AgentJar.open(LibraryResource.name(platform()))) {
      if (in == null) {
        throw new CommandFailure(
            Printable.of("the agent's jar has no native library for " + platform()));
      }
      return AgentJar.rest(in);
    }
  }
}
