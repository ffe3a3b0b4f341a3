package io.procex.it.suites;

import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.LeftProcesses;
import io.procex.suites.StatusAtExit;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One run of a suite in a JVM of its own.
 *
 * @param outcomes of each test
 * @param agent what the agent said of itself at the end
 */
record SuiteRun(Map<String, TestReport.Outcome> outcomes, String agent) {
  private static final String CONSOLE = "org.junit.platform.console.ConsoleLauncher";
  private static final int TIMEOUT_MINUTES = 5;

  private static final int STACKS_SECONDS = 5;
  private static final int MAIN_STACK_LINES = 30;

  /** The console launcher's exit code if some tests have failed. */
  private static final int TESTS_FAILED = 1;

  static SuiteRun of(Suite suite, Jdk jdk, boolean withAgent)
      throws IOException, InterruptedException {
    Path directory = WorkDirectory.make(suite, jdk + (withAgent ? " agent" : " stock"));
    Path output = directory.resolve("output.txt");
    Process process =
        builder(suite, jdk, withAgent, directory).redirectOutput(output.toFile()).start();
    if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
      end(process);
      throw new AssertionError(
          "no end after " + TIMEOUT_MINUTES + " minutes: " + mainStack(output) + " in " + output);
    }
    if (process.exitValue() != 0 && process.exitValue() != TESTS_FAILED) {
      throw new AssertionError("exit code " + process.exitValue() + ", see " + output);
    }
    return new SuiteRun(TestReport.read(directory.resolve("reports")), agentLine(output));
  }

  /** With the stacks of its threads in its output: they tell which test hangs. */
  private static void end(Process process) throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -QUIT " + process.pid()).start().waitFor();
    process.waitFor(STACKS_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
  }

  /** Where the main thread is. */
  private static String mainStack(Path output) throws IOException {
    String text = Files.readString(output, StandardCharsets.ISO_8859_1);
    return text.lines()
        .dropWhile(line -> !line.startsWith("\"main\""))
        .limit(MAIN_STACK_LINES)
        .collect(Collectors.joining("\n"));
  }

  private static ProcessBuilder builder(Suite suite, Jdk jdk, boolean withAgent, Path directory)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.add(HostJvm.ONE_COMPILER);
    if (withAgent) {
      command.add("-javaagent:" + Artifacts.agentJar().toAbsolutePath());
      command.add("-javaagent:" + Artifacts.statusAgent());
    }
    String classPath = Artifacts.hosts().toAbsolutePath() + ":" + Suite.libraries() + "/*";
    command.addAll(List.of("-cp", classPath, StatusAtExit.class.getName(), CONSOLE, "execute"));
    command.addAll(List.of("--details=none", "--disable-banner", "--reports-dir=reports"));
    command.addAll(suite.selection());
    ProcessBuilder builder =
        LeftProcesses.mark(new ProcessBuilder(command))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(new File("/dev/null")));
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder.environment().merge("PATH", directory + "/bin", (path, own) -> own + ":" + path);
    return builder;
  }

  /** The first line of the status, the last of what the tests print: nothing comes after it. */
  private static String agentLine(Path output) throws IOException {
    String text = Files.readString(output, StandardCharsets.ISO_8859_1);
    return text.lines()
        .filter(line -> line.startsWith("agent "))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the JVM has not ended as it should: " + output))
        .substring("agent ".length());
  }

  long passed() {
    return outcomes.values().stream().filter(o -> o == TestReport.Outcome.PASSED).count();
  }
}
