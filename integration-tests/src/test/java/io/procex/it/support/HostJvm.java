package io.procex.it.support;

import io.procex.hosts.LaunchMeanwhile;
import io.procex.hosts.LaunchOnRequest;
import io.procex.hosts.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Forks a JVM that runs one of the programs in io.procex.hosts, with the agent or without. */
public final class HostJvm {
  /** A fifth of a short host's time is the second compiler's. */
  public static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

  /** Ends a host that hangs; -Xcomp took a minute if the machine had much else to do. */
  private static final long TIMEOUT_SECONDS = 600;

  /** An argument of each host, before all others' agents; or none. See ./run coverage. */
  private static final String COVERAGE = System.getProperty("procex.test.coverage", "");

  /** Programs that the agent is attached to. */
  private static final Set<Class<?>> ATTACHED_TO =
      Set.of(LaunchOnRequest.class, LaunchMeanwhile.class);

  private final Jdk jdk;
  private final List<String> wrapper = new ArrayList<>();
  private final List<String> jvmArguments = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<Path> libraries = new ArrayList<>();
  private Path javaHome;
  private Path modulePath;
  private String moduleName;
  private Path directory;
  private long timeoutSeconds = TIMEOUT_SECONDS;
  private boolean withBothCompilers;

  private HostJvm(Jdk jdk) {
    this.jdk = jdk;
    this.javaHome = jdk.home();
  }

  /** A host without the agent. */
  public static HostJvm stock(Jdk jdk) {
    return new HostJvm(jdk);
  }

  /** A host with the agent; options as they stand after the jar, or none. */
  public static HostJvm withAgent(Jdk jdk, String... options) {
    return withAgentJar(jdk, Artifacts.agentJar(), options);
  }

  /** A JVM with the agent from that copy of the jar. */
  public static HostJvm withAgentJar(Jdk jdk, Path jar, String... options) {
    String arguments = options.length == 0 ? "" : "=" + String.join(",", options);
    return new HostJvm(jdk).jvm("-javaagent:" + jar + arguments);
  }

  /** A host with the native entry, by the file that is also the jar; options or none. */
  public static HostJvm withEntry(Jdk jdk, String... options) {
    String arguments = options.length == 0 ? "" : "=" + String.join(",", options);
    return new HostJvm(jdk).jvm("-agentpath:" + Artifacts.oneFile() + arguments);
  }

  /** Adds arguments of the JVM, before the main class. */
  public HostJvm jvm(String... arguments) {
    jvmArguments.addAll(Arrays.asList(arguments));
    return this;
  }

  /** For what runs long enough, or says something of compiled code. */
  public HostJvm bothCompilers() {
    withBothCompilers = true;
    return this;
  }

  /** Runs it by another program, such as {@code fault RULE --} or {@code sh -c ... sh}. */
  public HostJvm by(String... command) {
    wrapper.addAll(Arrays.asList(command));
    return this;
  }

  public HostJvm env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Runs it from another home of the same version, such as a copy without jspawnhelper. */
  public HostJvm home(Path home) {
    javaHome = home;
    return this;
  }

  /** Runs it in this working directory. */
  public HostJvm in(Path workingDirectory) {
    directory = workingDirectory;
    return this;
  }

  /** Adds jars or directories to the class path. */
  public HostJvm library(Path... entries) {
    libraries.addAll(Arrays.asList(entries));
    return this;
  }

  /** Waits so long for its end. */
  public HostJvm within(long seconds) {
    timeoutSeconds = seconds;
    return this;
  }

  /** Runs the program out of a module of this name, and without a class path. */
  public HostJvm module(String name, Path path) {
    moduleName = name;
    modulePath = path;
    return this;
  }

  /** Runs the program to its end. */
  public Result run(Class<?> main, String... arguments) throws Exception {
    Path out = Files.createTempFile("host", ".out");
    Path err = Files.createTempFile("host", ".err");
    try {
      Process process =
          builder(main, arguments)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
        String threads = ThreadDump.of(process, jdk);
        process.destroyForcibly().waitFor();
        throw new AssertionError(
            "no end after " + timeoutSeconds + " s: " + Files.readString(out) + threads);
      }
      return new Result(process.exitValue(), Files.readAllBytes(out), Files.readAllBytes(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /**
   * Starts the program and returns at once, for tests that talk with it. It is killed if it is
   * still there when the time is over: a test that waits for an answer then finds the end.
   */
  public Process start(Class<?> main, String... arguments) throws IOException {
    Process process = builder(main, arguments).start();
    CompletableFuture<Void> unused =
        process
            .onExit()
            .completeOnTimeout(null, timeoutSeconds, TimeUnit.SECONDS)
            .thenAccept(ended -> killUnless(ended != null, process));
    return process;
  }

  private void killUnless(boolean ended, Process process) {
    if (!ended) {
      System.err.println("no end after " + timeoutSeconds + " s, and so killed: " + this);
      process.destroyForcibly();
    }
  }

  private ProcessBuilder builder(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.add(javaHome.resolve("bin/java").toString());
    if (!withBothCompilers) {
      command.add(ONE_COMPILER);
    }
    if (isCounted()) {
      command.add(COVERAGE);
    }
    command.addAll(jvmArguments);
    if (tellsStatus(main, arguments)) {
      command.add("-javaagent:" + Artifacts.statusAgent());
    }
    command.addAll(program(main));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = LeftProcesses.mark(new ProcessBuilder(command));
    // Maven's own JVM options must not print "Picked up ..." in a host.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder.environment().putAll(environment);
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    return builder;
  }

  /** JaCoCo ends the start of a JVM in which it may not write its file. */
  private boolean isCounted() {
    return !COVERAGE.isEmpty()
        && jvmArguments.stream().noneMatch(argument -> argument.contains("security.manager"));
  }

  /** Whether the program may print the agent's status, and there may be an agent. */
  private boolean tellsStatus(Class<?> main, String... arguments) throws IOException {
    boolean mayHaveAgent =
        ATTACHED_TO.contains(main)
            || jvmArguments.stream().anyMatch(argument -> argument.startsWith("-javaagent:"))
            || environment.values().stream().anyMatch(value -> value.contains("-javaagent:"));
    return mayHaveAgent && HostClasses.reach(Status.class, main, arguments);
  }

  private List<String> program(Class<?> main) {
    if (moduleName != null) {
      return List.of("-p", modulePath.toString(), "-m", moduleName + "/" + main.getName());
    }
    StringBuilder classPath = new StringBuilder(Artifacts.hosts().toString());
    for (Path library : libraries) {
      classPath.append(':').append(library);
    }
    return List.of("-cp", classPath.toString(), main.getName());
  }

  @Override
  public String toString() {
    return jdk + " " + jvmArguments;
  }
}
