package io.procex.agent.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * The main class of {@code java -jar procex-agent.jar}: the commands that work on a JVM from
 * outside.
 */
@Command(
    name = Main.ALIAS,
    description =
        "Attaches procex-agent to a running JVM, detaches it, and shows what it records."
            + " To start a JVM with it: java -javaagent:procex-agent.jar",
    subcommands = {
      AttachCommand.class,
      DetachCommand.class,
      ReloadCommand.class,
      StatusCommand.class,
      TopCommand.class,
      TailCommand.class,
      ReportCommand.class,
      ListCommand.class,
      DoctorCommand.class,
      ExtractCommand.class,
      VerifyCommand.class,
      EnableCommand.class,
      DisableCommand.class,
      CheckCommand.class,
      RulesCommand.class,
      SecurityCommand.class,
      CommandLine.HelpCommand.class,
      GenerateCompletion.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or nothing to do",
      "1:not done; stderr says why, and the JVM is unchanged",
      "2:wrong usage"
    })
public final class Main {
  /**
   * The name for shell completion. Shells complete only commands of one word, so people make an
   * alias.
   */
  static final String ALIAS = "procex-agent";

  /** The name of this program, from whoever starts it: packages install a program of that name. */
  private static final String COMMAND =
      System.getProperty("procex-agent.command", "java -jar procex-agent.jar");

  private static final String COMPLETION = "generate-completion";

  private Main() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    System.exit(run(writer(System.out), writer(System.err), arguments));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, Charset.defaultCharset()), true);
  }

  /** Runs one command, and returns the exit code. */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setOut(out).setErr(err);
    commandLine.setCommandName(writesCompletion(arguments) ? ALIAS : COMMAND);
    commandLine.setExpandAtFiles(false);
    commandLine.setExecutionExceptionHandler(Main::report);
    commandLine.setParameterExceptionHandler(Main::explain);
    if (arguments.length == 0) {
      commandLine.usage(err);
      return CommandLine.ExitCode.USAGE;
    }
    return commandLine.execute(arguments);
  }

  private static boolean writesCompletion(String... arguments) {
    return arguments.length > 0 && arguments[0].equals(COMPLETION);
  }

  private static int explain(CommandLine.ParameterException wrong, String[] arguments) {
    PrintWriter err = wrong.getCommandLine().getErr();
    err.println(wrong.getMessage());
    wrong.getCommandLine().usage(err);
    return CommandLine.ExitCode.USAGE;
  }

  private static int report(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult arguments) {
    commandLine
        .getErr()
        .println(failure instanceof CommandFailure ? failure.getMessage() : failure.toString());
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"procex-agent " + name()};
    }

    static String name() {
      return String.valueOf(Main.class.getPackage().getImplementationVersion());
    }
  }
}
