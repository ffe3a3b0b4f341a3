package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.Launch;
import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.MountNamespace;
import io.procex.it.support.OnEachJdk;
import io.procex.it.support.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The file that is a jar from its end and the native library from its start. */
class OneFileIT {
  private static final String CORE = Result.launchedByCore(1);

  @TempDir Path directory;

  static Stream<Jdk> oldestAndLatest() {
    return Jdk.of(8, 17, 25).stream();
  }

  private static String source(HostJvm host) throws Exception {
    Result result = host.run(Launch.class, "/bin/true");
    assertEquals("", result.err());
    assertEquals("0", result.line("exit "), result::toString);
    assertEquals(CORE, result.line("agent "), result::toString);
    return result.line("agent log: native library: ");
  }

  /** And what is extracted has no place. */
  @OnEachJdk
  void libraryIsLoadedFromTheJarItself(Jdk jdk) throws Exception {
    Path jar = Artifacts.oneFile();
    HostJvm host = HostJvm.withAgentJar(jdk, jar, "tmpdir=" + directory + "/missing");
    assertEquals("the jar itself, " + jar, source(host.library(jar)));
    assertEquals(jar.toString(), source(HostJvm.withAgentJar(jdk, jar, "native=" + jar)));
  }

  /** Whatever its name, and however it is written. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("oldestAndLatest")
  void jarMayLieAnywhere(Jdk jdk) throws Exception {
    for (String name : List.of("a!/one.jar", "with blank/50%+.jar", "file:x!/x")) {
      Path jar = directory.resolve(jdk.feature() + name.replace(':', '.'));
      Files.createDirectories(jar.getParent());
      Files.copy(Artifacts.oneFile(), jar);
      assertEquals("the jar itself, " + jar, source(HostJvm.withAgentJar(jdk, jar)));
    }
    Path link = directory.resolve(jdk.feature() + "link.jar");
    Files.createSymbolicLink(link, Artifacts.oneFile());
    Path relative = directory.relativize(link);
    HostJvm host = HostJvm.withAgentJar(jdk, relative).in(directory);
    assertTrue(source(host).startsWith("the jar itself, "));
  }

  /** The plain jar's files are read without a URL, too. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("oldestAndLatest")
  void plainJarMayLieBelowADirectoryThatUrlsDivideAt(Jdk jdk) throws Exception {
    Path jar = directory.resolve(jdk.feature() + "!/procex-agent.jar");
    Files.createDirectories(jar.getParent());
    Files.copy(Artifacts.agentJar(), jar);
    assertTrue(source(HostJvm.withAgentJar(jdk, jar)).startsWith("extracted in "));
  }

  private Path rewritten() throws IOException {
    Path jar = directory.resolve("rewritten.jar");
    try (ZipFile from = new ZipFile(Artifacts.oneFile().toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (ZipEntry entry : from.stream().toList()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        from.getInputStream(entry).transferTo(to);
      }
    }
    return jar;
  }

  /** As jarsigner does, and whoever else writes the archive anew. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("oldestAndLatest")
  void libraryIsExtractedWhereAToolHasDroppedIt(Jdk jdk) throws Exception {
    assertTrue(source(HostJvm.withAgentJar(jdk, rewritten())).startsWith("extracted in "));
  }

  /** As with the library of another CPU: nothing of it is executed. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("oldestAndLatest")
  void foreignLibraryInFrontIsNotLoaded(Jdk jdk) throws Exception {
    byte[] bytes = Files.readAllBytes(Artifacts.oneFile());
    bytes[5000]++;
    Path jar = Files.write(directory.resolve("foreign.jar"), bytes);
    Result result = HostJvm.withAgentJar(jdk, jar).run(Launch.class, "/bin/true");
    assertEquals(CORE, result.line("agent "), result::toString);
    assertEquals(
        "the library in front is not the one for this jar and this CPU",
        result.line(
            "agent log: native library not loaded from the jar itself: java.io.IOException: "));
    assertTrue(result.line("agent log: native library: ").startsWith("extracted in "));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("oldestAndLatest")
  void libraryIsExtractedWhereTheJarsOwnPlaceAllowsNoExecution(Jdk jdk) throws Exception {
    MountNamespace.assumePossible();
    Path place = Files.createDirectories(directory.resolve("noexec"));
    String mount =
        "mount -t tmpfs -o noexec tmpfs %s && cp %s %s/one.jar && exec \"$@\""
            .formatted(place, Artifacts.oneFile(), place);
    HostJvm host = HostJvm.withAgentJar(jdk, place.resolve("one.jar"));
    String source = source(host.by("unshare", "-m", "sh", "-c", mount, "sh"));
    assertTrue(source.startsWith("extracted in "), source);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("oldestAndLatest")
  void attachedItIsLoadedFromTheJarToo(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.stock(jdk))) {
      AgentCommand command = new AgentCommand(Artifacts.oneFile());
      AgentCommand.Outcome attached = command.execute("attach", Long.toString(host.pid()));
      assertEquals(0, attached.exitCode(), attached::toString);
      host.ask("/bin/true");
      String status = command.execute("status", Long.toString(host.pid())).out();
      assertTrue(status.contains("library: the jar itself, " + Artifacts.oneFile()), status);
    }
  }

  @Test
  void extractWritesWhatTheBuildDoesFromBothForms() throws Exception {
    for (Path jar : List.of(Artifacts.agentJar(), Artifacts.oneFile())) {
      AgentCommand command = new AgentCommand(jar);
      Path file = directory.resolve(jar.getFileName());
      AgentCommand.Outcome first = command.execute("extract", file.toString());
      first.assertIs(0, "jar and native library for " + Artifacts.PLATFORM + ": " + file);
      assertEquals(-1, Files.mismatch(Artifacts.oneFile(), file));
      assertEquals(0644, (Integer) Files.getAttribute(file, "unix:mode") & 07777);
      command
          .execute("extract", file.toString())
          .assertIs(1, file + " exists: --force overwrites it");
      Files.writeString(file, "another");
      assertEquals(0, command.execute("extract", "--force", file.toString()).exitCode());
      assertEquals(-1, Files.mismatch(Artifacts.oneFile(), file));
    }
  }

  private Path ofTheOtherCpu() throws Exception {
    String cpu = Artifacts.PLATFORM.equals("linux-aarch64") ? "x86_64" : "aarch64";
    try (ZipFile jar = new ZipFile(Artifacts.agentJar().toFile())) {
      ZipEntry library = jar.getEntry("META-INF/native/linux-" + cpu + "/libprocex.so");
      assumeTrue(library != null, "built without a compiler for " + cpu);
      Path file = directory.resolve("of-" + cpu + ".jar");
      AgentCommand.run("extract", "--force", "--cpu", cpu, file.toString())
          .assertIs(0, "jar and native library for linux-" + cpu + ": " + file);
      byte[] built = jar.getInputStream(library).readAllBytes();
      assertArrayEquals(built, Arrays.copyOf(Files.readAllBytes(file), built.length));
      return file;
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("oldestAndLatest")
  void fileForAnotherCpuExtractsTheLibraryForThisOne(Jdk jdk) throws Exception {
    String source = source(HostJvm.withAgentJar(jdk, ofTheOtherCpu()));
    assertTrue(source.startsWith("extracted in "), source);
    String passedOver = "; passed over: the library in front is not the one for this jar and this";
    assertTrue(source.contains(passedOver), source);
  }

  @Test
  void extractNamesTheCpuThatTheJarHasNoLibraryFor() throws Exception {
    Path file = directory.resolve("one.jar");
    AgentCommand.run("extract", "--cpu", "s390x", file.toString())
        .assertIs(1, "the agent's jar has no native library for linux-s390x");
  }

  @Test
  void extractForAnotherCpuSaysWhichLibrariesThereAreNot() throws Exception {
    Path file = directory.resolve("one.jar");
    AgentCommand command = new AgentCommand(Artifacts.agentJar());
    command
        .execute("extract", "--cpu", "x86_64", file.toString())
        .assertIs(0, "jar and native library for linux-x86_64: " + file);
    assertEquals(-1, Files.mismatch(Artifacts.oneFile(), file));
    command
        .execute("extract", "--force", "--cpu", "sparc", file.toString())
        .assertIs(1, "the agent's jar has no native library for linux-sparc");
    assertEquals(-1, Files.mismatch(Artifacts.oneFile(), file));
  }

  @Test
  void extractWritesTheLibraryAlone() throws Exception {
    Path file = directory.resolve("libprocex.so");
    AgentCommand.run("extract", file.toString())
        .assertIs(0, "native library for " + Artifacts.PLATFORM + ": " + file);
    assertEquals(-1, Files.mismatch(Artifacts.nativeLibrary(), file));
    Path missing = directory.resolve("missing/one.jar");
    assertEquals(1, AgentCommand.run("extract", missing.toString()).exitCode());
    assertEquals(1, AgentCommand.run("extract", "--force", directory.toString()).exitCode());
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(List.of(file), left.toList());
    }
  }
}
