package io.procex.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JDK to be measured: its version, and JVMs of it that run a class of this package. */
final class JavaHome {
  private static final String VERSION_KEY = "JAVA_VERSION=";
  private static final Path INSTALLED = Paths.get("/usr/lib/jvm");
  private static final Set<Integer> MEASURED =
      Collections.unmodifiableSet(new HashSet<>(Arrays.asList(17, 25)));

  /** Variables from which a JVM takes options that would change what is measured. */
  private static final List<String> OPTION_VARIABLES =
      Collections.unmodifiableList(
          Arrays.asList("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));

  private final Path home;
  private final String version;

  private JavaHome(Path home, String version) {
    this.home = home;
    this.version = version;
  }

  /** Those that are measured if none is named; the running one if there are none of them. */
  static List<JavaHome> installed() throws IOException, UsageException {
    Map<Integer, JavaHome> homes = new TreeMap<>();
    if (Files.isDirectory(INSTALLED)) {
      try (Stream<Path> folders = Files.list(INSTALLED)) {
        for (Path folder : (Iterable<Path>) folders.sorted()::iterator) {
          if (Files.isExecutable(folder.resolve("bin/java"))) {
            JavaHome java = at(folder);
            homes.put(java.major(), java);
          }
        }
      }
    }
    homes.keySet().retainAll(MEASURED);
    return homes.isEmpty()
        ? Collections.singletonList(at(Paths.get(System.getProperty("java.home"))))
        : new ArrayList<>(homes.values());
  }

  static JavaHome at(Path path) throws UsageException {
    Path home = path.toAbsolutePath();
    if (!Files.isExecutable(home.resolve("bin/java"))) {
      throw new UsageException("no JDK there: " + home);
    }
    return new JavaHome(home, readVersion(home));
  }

  String version() {
    return version;
  }

  /** The feature release: 8, 17, 25. */
  int major() {
    String[] numbers = version.split("[.\\-+_]", -1);
    return Integer.parseInt(numbers[0].equals("1") ? numbers[1] : numbers[0]);
  }

  Path executable() {
    return home.resolve("bin/java");
  }

  /** A JVM with nothing on its class path but the benchmarks. */
  ProcessBuilder jvm(List<String> options, Class<?> main, String... arguments) throws IOException {
    return jvm(options, Collections.emptyList(), main, arguments);
  }

  /** A JVM with these libraries beside the benchmarks. */
  ProcessBuilder jvm(List<String> options, List<Path> libraries, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(executable().toString());
    command.addAll(options);
    command.add("-cp");
    command.add(classPath(libraries));
    command.add(main.getName());
    command.addAll(Arrays.asList(arguments));
    return builder(command);
  }

  /** Of a JVM that takes its options from there alone. */
  static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(OPTION_VARIABLES);
    return builder;
  }

  private static String classPath(List<Path> libraries) throws IOException {
    List<Path> path = new ArrayList<>(libraries);
    path.add(0, sourceOf(JavaHome.class));
    return path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** The jar or folder that a class of the driver's own has come from. */
  static Path sourceOf(Class<?> type) throws IOException {
    try {
      return Paths.get(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** In JDK 8 the running JVM's home is the "jre" folder, and the release file lies above it. */
  private static String readVersion(Path home) throws UsageException {
    for (Path folder : Arrays.asList(home, home.resolve(".."))) {
      Path release = folder.resolve("release");
      if (Files.isRegularFile(release)) {
        return readVersionLine(release);
      }
    }
    return askVersion(home.resolve("bin/java"));
  }

  /** Debian's package of JDK 8 has no release file. */
  private static String askVersion(Path java) throws UsageException {
    ProcessBuilder builder = builder(Arrays.asList(java.toString(), "-version"));
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                builder.redirectErrorStream(true).start().getInputStream(), UTF_8))) {
      String[] words = lines.lines().collect(Collectors.joining(" ")).split("\"", -1);
      if (words.length > 1) {
        return words[1];
      }
      throw new UsageException("no version is told by " + java);
    } catch (IOException e) {
      throw new UsageException("cannot be run: " + java + ": " + e.getMessage());
    }
  }

  private static String readVersionLine(Path release) throws UsageException {
    try {
      for (String line : Files.readAllLines(release, UTF_8)) {
        if (line.startsWith(VERSION_KEY)) {
          return line.substring(VERSION_KEY.length()).replace("\"", "");
        }
      }
    } catch (IOException e) {
      throw new UsageException("unreadable: " + release + ": " + e.getMessage());
    }
    throw new UsageException("no version in " + release);
  }
}
