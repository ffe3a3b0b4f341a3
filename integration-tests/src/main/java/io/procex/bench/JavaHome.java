package io.procex.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A JDK to be measured: its version, and JVMs of it that run a class of this package. */
final class JavaHome {
  private static final String VERSION_KEY = "JAVA_VERSION=";

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

  static String versions(List<JavaHome> homes) {
    return homes.stream().map(JavaHome::version).collect(Collectors.joining(", ", "JDK ", ""));
  }

  /** A JVM with nothing on its class path but the benchmarks. */
  ProcessBuilder jvm(List<String> options, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(classPath().toString());
    command.add(main.getName());
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(OPTION_VARIABLES);
    return builder;
  }

  private static Path classPath() throws IOException {
    try {
      return Paths.get(JavaHome.class.getProtectionDomain().getCodeSource().getLocation().toURI());
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
    throw new UsageException("no release file in " + home);
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
