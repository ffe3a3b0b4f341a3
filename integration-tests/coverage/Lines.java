import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jacoco.cli.internal.core.analysis.Analyzer;
import org.jacoco.cli.internal.core.analysis.CoverageBuilder;
import org.jacoco.cli.internal.core.analysis.IClassCoverage;
import org.jacoco.cli.internal.core.analysis.ICounter;
import org.jacoco.cli.internal.core.analysis.ISourceFileCoverage;
import org.jacoco.cli.internal.core.data.ExecutionData;
import org.jacoco.cli.internal.core.data.ExecutionDataStore;
import org.jacoco.cli.internal.core.internal.data.CRC64;
import org.jacoco.cli.internal.core.tools.ExecFileLoader;

/**
 * {@code Lines AGENT MISSED EXEC...} prints a table of the lines and branches that have run in each
 * module of the folder AGENT, and writes the others to the file MISSED. EXEC: data of JaCoCo.
 *
 * <p>JaCoCo knows a class by a checksum of its bytes. The classes of the jar are other ones than
 * the modules', because the libraries that they name have other names there; but the same
 * instructions in the same order. So what is known of the one counts for the other.
 */
final class Lines {
  private static final String[] MODULES = {"bridge", "runtime", "boot", "shared", "cli"};
  private static final String ROW = "| %-8s | %5d | %5d | %5.1f %% | %5d | %5d | %5.1f %% |%n";

  private final Path agent;
  private final Map<Long, Long> moduleIds = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final ExecutionDataStore counted = new ExecutionDataStore();
  private int strangers;

  private Lines(Path agent) {
    this.agent = agent;
  }

  public static void main(String[] arguments) throws IOException {
    Lines lines = new Lines(Path.of(arguments[0]));
    lines.learnIds();
    for (String file : List.of(arguments).subList(2, arguments.length)) {
      ExecFileLoader loader = new ExecFileLoader();
      loader.load(new File(file));
      loader.getExecutionDataStore().getContents().forEach(lines::count);
    }
    try (PrintStream missed = new PrintStream(arguments[1])) {
      lines.print(missed);
    }
  }

  private void learnIds() throws IOException {
    Map<String, Long> ids = new HashMap<>();
    for (String module : MODULES) {
      Path classes = classes(module);
      for (Path file : classFiles(classes)) {
        ids.put(classes.relativize(file).toString(), idOf(file));
      }
    }
    ids.keySet().forEach(file -> names.add(file.replace(".class", "")));
    moduleIds.putAll(ids.values().stream().collect(Collectors.toMap(id -> id, id -> id)));
    Path jar = agent.resolve("target/whole");
    for (Path file : classFiles(jar)) {
      Long id = ids.get(jar.relativize(file).toString());
      if (id != null) {
        moduleIds.put(idOf(file), id);
      }
    }
  }

  private void count(ExecutionData data) {
    Long id = moduleIds.get(data.getId());
    if (id == null) {
      strangers += names.contains(data.getName()) ? 1 : 0; // and not a test's own class
      return;
    }
    counted.put(new ExecutionData(id, data.getName(), data.getProbes().clone()));
  }

  private void print(PrintStream missed) throws IOException {
    System.out.println("| module   | lines |   run |         | branches | taken |       |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (String module : MODULES) {
      CoverageBuilder found = new CoverageBuilder();
      Analyzer analyzer = new Analyzer(counted, found);
      for (Path file : classFiles(classes(module))) {
        analyzer.analyzeClass(Files.readAllBytes(file), file.toString());
      }
      printRow(module, found);
      printMissed(missed, module, found);
    }
    if (strangers > 0) {
      System.out.println(strangers + " times data of classes that are not of this build: ignored");
    }
  }

  private static void printRow(String module, CoverageBuilder found) {
    int[] lines = new int[2];
    int[] branches = new int[2];
    for (ISourceFileCoverage file : found.getSourceFiles()) {
      add(lines, file.getLineCounter());
      add(branches, file.getBranchCounter());
    }
    System.out.printf(
        ROW,
        module,
        lines[0],
        lines[1],
        100.0 * lines[1] / Math.max(lines[0], 1),
        branches[0],
        branches[1],
        100.0 * branches[1] / Math.max(branches[0], 1));
  }

  private static void add(int[] sums, ICounter counter) {
    sums[0] += counter.getTotalCount();
    sums[1] += counter.getCoveredCount();
  }

  /** The file with most first. */
  private static void printMissed(PrintStream out, String module, CoverageBuilder found) {
    found.getSourceFiles().stream()
        .filter(file -> file.getLineCounter().getMissedCount() > 0)
        .sorted(Comparator.comparingInt(file -> -file.getLineCounter().getMissedCount()))
        .forEach(file -> out.println(missedOf(module, file)));
    found.getClasses().stream()
        .filter(IClassCoverage::isNoMatch)
        .forEach(file -> out.println(module + " " + file.getName() + ": other data"));
  }

  private static String missedOf(String module, ISourceFileCoverage file) {
    StringBuilder ranges = new StringBuilder();
    int first = -1;
    int last = -1;
    for (int line = file.getFirstLine(); line <= file.getLastLine() + 1; line++) {
      int status = file.getLine(line).getStatus();
      if (status == ICounter.NOT_COVERED) {
        first = first < 0 ? line : first;
        last = line;
      } else if (first >= 0 && (status != ICounter.EMPTY || line > file.getLastLine())) {
        ranges.append(' ').append(first).append(last > first ? "-" + last : "");
        first = -1;
      }
    }
    int missed = file.getLineCounter().getMissedCount();
    return module + " " + file.getPackageName() + "/" + file.getName() + " " + missed + ":" + ranges;
  }

  private Path classes(String module) {
    return agent.resolve(module + "/target/classes");
  }

  private static List<Path> classFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".class")).collect(Collectors.toList());
    }
  }

  private static long idOf(Path file) throws IOException {
    return CRC64.classId(Files.readAllBytes(file));
  }
}
