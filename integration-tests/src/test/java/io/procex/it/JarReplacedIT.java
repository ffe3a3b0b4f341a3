package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent's jar is upgraded, removed or damaged while a JVM runs with it. */
@Execution(ExecutionMode.CONCURRENT)
class JarReplacedIT {
  /** What happens to the jar. */
  enum Change {
    REMOVED {
      @Override
      void make(Path jar) throws IOException {
        Files.delete(jar);
      }
    },
    EMPTIED {
      @Override
      void make(Path jar) throws IOException {
        Files.write(jar, new byte[0]);
      }
    },
    OVERWRITTEN {
      @Override
      void make(Path jar) throws IOException {
        byte[] noise = new byte[(int) Files.size(jar)];
        new Random(1).nextBytes(noise);
        Files.write(jar, noise);
      }
    };

    abstract void make(Path jar) throws IOException;
  }

  @TempDir Path directory;

  static Stream<Arguments> changes() {
    return Jdk.some().stream()
        .flatMap(jdk -> Stream.of(Change.values()).map(change -> Arguments.of(jdk, change)));
  }

  /** JDK 8 maps a jar's directory into memory: if it changes, any class look-up may crash. */
  private static HostJvm host(Jdk jdk, Path jar) {
    HostJvm host = HostJvm.withAgentJar(jdk, jar);
    return jdk.feature() == 8 ? host.jvm("-Dsun.zip.disableMemoryMapping=true") : host;
  }

  private Path jar() throws IOException {
    return Files.copy(Artifacts.agentJar(), directory.resolve("procex-agent.jar"));
  }

  /** The agent loads most of itself at the first launch. */
  @ParameterizedTest
  @MethodSource("changes")
  void launchesWorkWhenTheJarIsGoneBeforeTheFirst(Jdk jdk, Change change) throws Exception {
    Path jar = jar();
    try (Conversation conversation = new Conversation(host(jdk, jar))) {
      change.make(jar);
      for (int i = 0; i < 3; i++) {
        String launch = conversation.ask("/bin/true");
        assertTrue(launch.startsWith("exit 0\n"), launch);
      }
      assertEquals("", conversation.end());
    }
  }

  /** Then all was loaded at the start. */
  @ParameterizedTest
  @MethodSource("changes")
  void rulesAndSettingsAreInForceWhenTheJarIsGoneBeforeTheFirst(Jdk jdk, Change change)
      throws Exception {
    Path jar = jar();
    Path rules =
        Files.writeString(
            directory.resolve("rules.yaml"),
            """
            version: 1
            rules:
              - {name: no-true, executable: '/**/true', argv: '-*x?', action: deny}
              - {name: sh, executable: '/**/sh', action: allow, set: {Nice: 1}}
            """);
    String[] options = {"rules=" + rules, "UMask=0031", "log=" + directory.resolve("log")};
    try (Conversation conversation = new Conversation(HostJvm.withAgentJar(jdk, jar, options))) {
      change.make(jar);
      String denied = conversation.ask("/bin/true -x");
      assertTrue(denied.contains("error"), denied);
      assertTrue(denied.contains("agent 0 failed") || denied.contains("1 failed"), denied);
      String launch = conversation.ask("sh -c umask");
      assertTrue(launch.startsWith("out 0031\nexit 0\n"), launch);
      assertTrue(launch.contains("agent 1 shared-table, 1 failed, 0 fallbacks\n"), launch);
      assertEquals("", conversation.end());
    }
    assertTrue(Files.readString(directory.resolve("log")).contains("no-true"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void launchesGoThroughTheCoreWhenTheJarIsGoneAfterTheFirst(Jdk jdk, Change change)
      throws Exception {
    String wording = HostJvm.stock(jdk).run(Launch.class, "/no/such").line("exception ");
    Path jar = jar();
    try (Conversation conversation = new Conversation(host(jdk, jar))) {
      conversation.ask("/bin/true");
      change.make(jar);
      String launch = conversation.ask("/bin/true");
      Result.assertLaunchedByCore(2, launch);
      String failure = conversation.ask("/no/such");
      assertTrue(failure.startsWith("exception " + wording + "\n"), failure);
      assertEquals("", conversation.end());
    }
  }

  static Stream<Arguments> someChanges() {
    return Jdk.of(8, 17, 25).stream()
        .flatMap(jdk -> Stream.of(Change.values()).map(change -> Arguments.of(jdk, change)));
  }

  /** Of the library that was mapped out of it nothing is touched any more. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("someChanges")
  void launchesGoThroughTheCoreWhenTheJarThatIsTheLibraryIsGone(Jdk jdk, Change change)
      throws Exception {
    Path jar = Files.copy(Artifacts.oneFile(), directory.resolve("one.jar"));
    try (Conversation conversation = new Conversation(host(jdk, jar))) {
      String source = conversation.ask("/bin/true");
      assertTrue(source.contains("native library: the jar itself"), source);
      change.make(jar);
      String launch = conversation.ask("/bin/true");
      Result.assertLaunchedByCore(2, launch);
      assertEquals("", conversation.end());
    }
  }

  /** As package managers do: the new file takes the old one's name. */
  @OnSomeJdks
  void launchesGoThroughTheCoreWhenTheJarIsRenamedOver(Jdk jdk) throws Exception {
    Path jar = jar();
    try (Conversation conversation = new Conversation(host(jdk, jar))) {
      Path upgrade = Files.copy(jar, directory.resolve("procex-agent.jar.new"));
      Files.move(upgrade, jar, StandardCopyOption.ATOMIC_MOVE);
      String launch = conversation.ask("/bin/true");
      Result.assertLaunchedByCore(1, launch);
      assertEquals("", conversation.end());
    }
  }

  /** Has another version take the jar's name, as package managers do. */
  private void upgrade(Path jar) throws IOException {
    Path other = directory.resolve("procex-agent.jar.new");
    try (ZipFile from = new ZipFile(jar.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(other))) {
      to.setLevel(Deflater.NO_COMPRESSION);
      for (ZipEntry entry : from.stream().toList()) {
        byte[] bytes = from.getInputStream(entry).readAllBytes();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        to.putNextEntry(new ZipEntry(entry.getName()));
        to.write(
            entry.getName().equals("META-INF/MANIFEST.MF")
                ? text.replaceFirst("(Implementation-Version: )[^\r\n]*", "$19.0.0")
                    .getBytes(StandardCharsets.ISO_8859_1)
                : bytes);
      }
    }
    Files.move(other, jar, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Code of two versions in one JVM may not agree on anything, native methods included. */
  @OnOneJdk
  void nothingIsTakenFromAJarOfAnotherVersion(Jdk jdk) throws Exception {
    for (String option : new String[] {"", "log=" + directory.resolve("log")}) {
      Path jar = Files.copy(Artifacts.agentJar(), directory.resolve("a" + option.length()));
      HostJvm host = option.isEmpty() ? host(jdk, jar) : HostJvm.withAgentJar(jdk, jar, option);
      try (Conversation conversation = new Conversation(host)) {
        upgrade(jar);
        String launch = conversation.ask("/bin/true");
        assertTrue(launch.startsWith("exit 0\n"), launch);
        assertTrue(launch.contains(jar + " is of version 9.0.0 now"), launch);
        assertEquals("", conversation.end());
      }
    }
  }

  @OnOneJdk
  void launchesGoThroughTheCoreWhenTheJarIsAnotherVersionsAfterTheFirst(Jdk jdk) throws Exception {
    Path jar = jar();
    try (Conversation conversation = new Conversation(host(jdk, jar))) {
      conversation.ask("/bin/true");
      upgrade(jar);
      Result.assertLaunchedByCore(2, conversation.ask("/bin/true"));
      assertEquals("", conversation.end());
    }
  }
}
