package io.procex.it.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.LaunchThrice;
import io.procex.hosts.TellEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * Programs of io.procex.hosts in a jar, for class archives know no directories; run without an
 * agent, beside one that does nothing, and with ours.
 */
public final class ArchivedApplication {
  /** What the agent changes in the JDK: no JVM takes that from an archive. */
  private static final Set<String> REWRITTEN =
      Set.of("java.lang.ProcessImpl", "java.lang.ProcessHandleImpl");

  private final Jdk jdk;
  private final Path directory;
  private final Path jar;

  private ArchivedApplication(Jdk jdk, Path directory, Path jar) {
    this.jdk = jdk;
    this.directory = directory;
    this.jar = jar;
  }

  /** Packs these classes, all that the programs need, into a jar in this directory. */
  public static ArchivedApplication pack(Jdk jdk, Path directory, Class<?>... types)
      throws IOException {
    Path jar = directory.resolve("application.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Class<?> type : types) {
        String name = type.getName().replace('.', '/') + ".class";
        entries.putNextEntry(new ZipEntry(name));
        entries.write(Files.readAllBytes(Artifacts.hosts().resolve(name)));
      }
    }
    return new ArchivedApplication(jdk, directory, jar);
  }

  public Path jar() {
    return jar;
  }

  /** An agent that does nothing but to tell what ours says, if that is there. */
  public static String noOp() throws IOException {
    return "-javaagent:" + Artifacts.statusAgent();
  }

  /** Runs java with these arguments. */
  public Result java(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-XX:+UseSerialGC"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    int exit = process.waitFor();
    return new Result(exit, Files.readAllBytes(out), Files.readAllBytes(err));
  }

  /** Runs one of the programs. */
  public Result run(List<String> flags, Class<?> main, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(flags);
    all.addAll(List.of("-cp", jar.toString(), main.getName()));
    all.addAll(List.of(arguments));
    return java(all);
  }

  /**
   * Runs a program with an archive, beside the agent that does nothing and with this one of ours.
   * What is printed is the same, and what came from the archive still does.
   *
   * @return what the JVM with our agent has loaded
   */
  public LoadedClasses compare(String agent, List<String> flags, Class<?> main) throws Exception {
    Path log = directory.resolve("classes");
    List<String> beside = with(flags, LoadedClasses.option(log), noOp());
    Result expected = run(beside, main);
    LoadedClasses before = LoadedClasses.in(log);
    Result result = run(with(beside, agent), main);
    LoadedClasses after = LoadedClasses.in(log);
    assertEquals(JvmLines.of(expected), JvmLines.of(result));
    result.assertLaunchedByCore(3);
    Set<String> lost = before.noLongerSharedIn(after);
    lost.removeAll(REWRITTEN);
    assertEquals(Set.of(), lost);
    return after;
  }

  /** The native entry. */
  public static String entry() {
    return "-agentpath:" + Artifacts.oneFile();
  }

  /** Runs a program that launches thrice, and tells what the native entry has done. */
  public Result runTelling(List<String> flags) throws Exception {
    return run(flags, TellEntry.class, LaunchThrice.class.getName());
  }

  /**
   * Runs with an archive, without an agent and with the native entry. Both runs must print equal
   * lines, and load equal classes from the archive.
   *
   * @return what the JVM with the native entry has loaded
   */
  public LoadedClasses compareEntry(List<String> flags) throws Exception {
    Path log = directory.resolve("classes");
    List<String> logged = with(flags, LoadedClasses.option(log));
    Result expected = runTelling(logged);
    LoadedClasses before = LoadedClasses.in(log);
    Result result = runTelling(with(logged, entry()));
    LoadedClasses after = LoadedClasses.in(log);
    assertEquals(JvmLines.of(expected), JvmLines.of(result));
    assertEquals("3", result.line("entry launched "), result::toString);
    assertEquals(Set.of(), before.noLongerSharedIn(after));
    for (String ofModules : List.of("java.lang.module.", "jdk.internal.module.")) {
      assertEquals(before.named(ofModules), after.named(ofModules), "the archived module graph");
    }
    return after;
  }

  private static List<String> with(List<String> flags, String... more) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(List.of(more));
    return all;
  }
}
