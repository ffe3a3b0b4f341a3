package io.procex.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures, prints tables, and writes bench.json and bench.html. */
@Command(
    name = "./run bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Launches processes by the stock JDK, the agent, NuProcess and C, interleaved, and compares.")
public final class BenchCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "SCENARIO",
      description = "What to measure; by default all but outage and jmh.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-j", "--jdk"},
      paramLabel = "HOME",
      description = "A JDK; by default the 17 and the 25 under /usr/lib/jvm.")
  private List<Path> jdks = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "integration-tests/target/bench",
      description = "Where bench.json and bench.html go: ${DEFAULT-VALUE}.")
  private Path output;

  @Option(
      names = "--agent",
      paramLabel = "JAR",
      defaultValue = "agent/target/procex-agent.jar",
      description = "The agent's jar: ${DEFAULT-VALUE}.")
  private Path agentJar;

  @Option(
      names = "--earlier",
      paramLabel = "JAR",
      description = "An earlier build's jar, which life and startup compare too.")
  private Path earlier;

  @Option(
      names = "--programs",
      paramLabel = "DIR",
      defaultValue = "native/target",
      description = "Where the programs in C are: ${DEFAULT-VALUE}.")
  private Path programs;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "For instance -D procex.bench.rounds=21; see docs/performance.md.")
  private Map<String, String> properties = new LinkedHashMap<>();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BenchCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    properties.forEach(System::setProperty);
    try {
      run();
      return CommandLine.ExitCode.OK;
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  private void run() throws IOException, InterruptedException, UsageException {
    List<Scenario> scenarios = Scenarios.named(names);
    Bench bench = bench();
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
    out.println(system(bench) + "\n" + Spread.LEGEND + "\n");
    List<Section> sections = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      Section section = Section.measure(scenario, bench);
      sections.add(section);
      out.println(section.text());
    }
    Table targets = Targets.table(sections, bench);
    if (targets.rows.size() > 1) {
      out.println(targets.text());
    }
    write(new Results(system(bench), sections, targets));
  }

  private Bench bench() throws IOException, UsageException {
    List<Path> needed = new ArrayList<>(Collections.singletonList(agentJar));
    if (earlier != null) {
      needed.add(earlier);
    }
    for (String program : new String[] {"floor", "idle", "lifetime"}) {
      needed.add(programs.resolve(program));
    }
    for (Path file : needed) {
      if (!Files.isRegularFile(file)) {
        throw new UsageException("no such file: " + file);
      }
    }
    List<JavaHome> homes = new ArrayList<>();
    for (Path jdk : jdks) {
      homes.add(JavaHome.at(jdk));
    }
    return new Bench(
        homes.isEmpty() ? JavaHome.installed() : homes,
        agentJar.toAbsolutePath(),
        Optional.ofNullable(earlier).map(Path::toAbsolutePath),
        programs.toAbsolutePath());
  }

  private void write(Results results) throws IOException {
    Files.createDirectories(output);
    results.write(output.resolve("bench.json"));
    BenchPage.write(results, output.resolve("bench.html"));
    System.err.println("written: " + output.resolve("bench.json") + ", bench.html");
  }

  private static String system(Bench bench) {
    StringBuilder text = new StringBuilder();
    text.append(System.getProperty("os.name")).append(' ').append(System.getProperty("os.version"));
    text.append(", ").append(Runtime.getRuntime().availableProcessors()).append(" CPUs");
    bench.homes.forEach(java -> text.append(", JDK ").append(java.version()));
    return text.toString();
  }
}
