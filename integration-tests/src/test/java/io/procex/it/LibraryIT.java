package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.Launch;
import io.procex.it.attach.AgentCommand;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.OtherCpu;
import io.procex.it.support.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the native library comes from, and what happens when it is not what it should be. */
class LibraryIT {
  private static final String CORE = Result.launchedByCore(1);
  private static final String JDK = "0 failed, 1 fallbacks";

  @TempDir Path directory;

  /** The launch works and nothing is printed, whoever makes it. */
  private static Result launch(HostJvm host) throws Exception {
    Result result = host.run(Launch.class, "/bin/true");
    assertEquals("0", result.line("exit "), result.toString());
    assertEquals("", result.err());
    return result;
  }

  private static void assertFallback(Jdk jdk, Path library, String reason) throws Exception {
    Result result = launch(HostJvm.withAgent(jdk, "native=" + library));
    assertEquals(JDK, result.line("agent "), result.toString());
    String fallback = result.line("agent fallbacks 1: ");
    assertTrue(fallback.contains(library.toString()), fallback);
    assertTrue(fallback.contains(reason), fallback);
  }

  private Path library(byte[] bytes) throws Exception {
    Path file = Files.createTempFile(directory, "lib", ".so");
    return Files.write(file, bytes);
  }

  private static byte[] built() throws Exception {
    return Files.readAllBytes(Artifacts.nativeLibrary());
  }

  @OnOneJdk
  void libraryThatIsNamedIsLoaded(Jdk jdk) throws Exception {
    Result result = launch(HostJvm.withAgent(jdk, "native=" + library(built())));
    assertEquals(CORE, result.line("agent "), result.toString());
  }

  @OnOneJdk
  void missingLibraryLeavesTheJdksWay(Jdk jdk) throws Exception {
    assertFallback(jdk, directory.resolve("missing.so"), "NoSuchFileException");
  }

  @OnOneJdk
  void truncatedLibraryIsNotMapped(Jdk jdk) throws Exception {
    byte[] built = built();
    for (int length : new int[] {0, 10, 64, 4096, built.length / 2, built.length - 1}) {
      String reason = length < 64 ? "is too short" : "is truncated";
      assertFallback(jdk, library(Arrays.copyOf(built, length)), reason);
    }
  }

  @OnOneJdk
  void libraryForAnotherCpuIsRefused(Jdk jdk) throws Exception {
    Path other = OtherCpu.copyOf(Artifacts.nativeLibrary(), directory.resolve(jdk + "other.so"));
    assertFallback(jdk, other, "is for another CPU");
    byte[] narrow = built();
    narrow[4] = 1; // ELFCLASS32
    assertFallback(jdk, library(narrow), "is not a 64-bit ELF library");
    assertFallback(jdk, library(new byte[5000]), "is not a 64-bit ELF library");
  }

  @OnOneJdk
  void someOtherLibraryDoesNoHarm(Jdk jdk) throws Exception {
    Path other = jdk.home().resolve("lib/libzip.so");
    Result result = launch(HostJvm.withAgent(jdk, "native=" + other));
    assertEquals(JDK, result.line("agent "), result.toString());
  }

  /** It is loaded, and the status says who can exchange it. */
  private static void assertLoadedAtARisk(HostJvm host, String risk) throws Exception {
    Result result = launch(host);
    assertEquals(CORE, result.line("agent "), result.toString());
    String source = result.line("agent log: native library: ");
    assertTrue(source.contains("; other users can replace it: ") && source.contains(risk), source);
  }

  private Path openDirectory() throws Exception {
    Path open = Files.createTempDirectory(directory, "open");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    return open;
  }

  @OnOneJdk
  void operatorsWordCountsWhereOthersCanChangeTheLibrary(Jdk jdk) throws Exception {
    Path writable = library(built());
    Files.setPosixFilePermissions(writable, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertLoadedAtARisk(HostJvm.withAgent(jdk, "native=" + writable), writable + " can be written");
    Path open = openDirectory();
    Path inOpen = Files.write(open.resolve("lib.so"), built());
    assertLoadedAtARisk(HostJvm.withAgent(jdk, "native=" + inOpen), open + " can be written");
    assertLoadedAtARisk(HostJvm.withAgent(jdk, "tmpdir=" + open), open + " can be written");
  }

  @OnOneJdk
  void operatorsWordCountsWhereTheLibraryIsAnotherUsers(Jdk jdk) throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can give files away");
    Path foreign = library(built());
    Files.setAttribute(foreign, "unix:uid", 65534);
    assertLoadedAtARisk(HostJvm.withAgent(jdk, "native=" + foreign), "belongs to another user");
  }

  /** Whoever can exchange it can exchange the jar. */
  @OnOneJdk
  void libraryBesideTheJarIsTrustedAsTheJarIs(Jdk jdk) throws Exception {
    Path jar = jarWithLibraryBeside(built());
    Files.setPosixFilePermissions(jar.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
    String nowhere = "tmpdir=" + directory + "/missing";
    assertLoadedAtARisk(
        HostJvm.withAgentJar(jdk, jar, nowhere), jar.getParent() + " can be written");
  }

  /** As in /tmp, where anybody may put a file beside the jar, but not exchange the jar. */
  @OnOneJdk
  void libraryThatAnotherUserHasPutBesideTheJarIsPassedOver(Jdk jdk) throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can give files away");
    Path jar = jarWithLibraryBeside(built());
    Files.setAttribute(jar.getParent(), "unix:mode", 01777);
    Files.setAttribute(jar.resolveSibling(Artifacts.libraryName()), "unix:uid", 65534);
    Result result = launch(HostJvm.withAgentJar(jdk, jar));
    assertEquals(CORE, result.line("agent "), result.toString());
    assertTrue(result.out().contains("belongs to another user"), result.toString());
    assertTrue(result.line("agent log: native library: ").startsWith("extracted in "));
  }

  private Path jarWithLibraryBeside(byte[] bytes) throws Exception {
    Path folder = Files.createTempDirectory(directory, "jar");
    Files.write(folder.resolve(Artifacts.libraryName()), bytes);
    return Files.copy(Artifacts.agentJar(), folder.resolve("procex-agent.jar"));
  }

  @OnOneJdk
  void libraryBesideTheJarSparesTheExtraction(Jdk jdk) throws Exception {
    Path jar = jarWithLibraryBeside(built());
    // There is nowhere to extract to.
    Result result = launch(HostJvm.withAgentJar(jdk, jar, "tmpdir=" + directory + "/missing"));
    assertEquals(CORE, result.line("agent "), result.toString());
  }

  private static byte[] ofAnotherVersion() throws Exception {
    byte[] bytes = built();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("\0version: ") + "\0version: ".length()] = '9';
    return bytes;
  }

  /** As after an upgrade of one of the two files. */
  @OnOneJdk
  void libraryOfAnotherVersionBesideTheJarIsPassedOver(Jdk jdk) throws Exception {
    Path jar = jarWithLibraryBeside(ofAnotherVersion());
    Result result = launch(HostJvm.withAgentJar(jdk, jar));
    assertEquals(CORE, result.line("agent "), result.toString());
    String source = result.line("agent log: native library: ");
    String passedOver = "; passed over: " + jar.resolveSibling(Artifacts.libraryName());
    assertTrue(source.startsWith("extracted in "), source);
    assertTrue(source.contains(passedOver + " is of version 9."), source);
  }

  @Test
  void statusNamesTheLibraryThatWasPassedOver() throws Exception {
    Path jar = jarWithLibraryBeside(ofAnotherVersion());
    try (Conversation host = new Conversation(HostJvm.withAgentJar(Jdk.all().get(0), jar))) {
      host.ask("/bin/true");
      AgentCommand command = new AgentCommand(jar);
      String status = command.execute("status", Long.toString(host.pid())).out();
      assertTrue(status.matches("(?s).*library: extracted in .* is of version 9.*"), status);
    }
  }

  @OnOneJdk
  void libraryOfAnotherVersionIsRefusedByName(Jdk jdk) throws Exception {
    assertFallback(jdk, library(ofAnotherVersion()), "is of version 9.");
  }

  /** The jar without the libraries whose names match. */
  private Path jarWithout(String libraries) throws Exception {
    Path jar = Files.createTempDirectory(directory, "without").resolve("procex-agent.jar");
    try (ZipFile from = new ZipFile(Artifacts.agentJar().toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (ZipEntry entry : from.stream().toList()) {
        if (!entry.getName().matches("META-INF/native/" + libraries + "/libprocex.so")) {
          to.putNextEntry(new ZipEntry(entry.getName()));
          from.getInputStream(entry).transferTo(to);
        }
      }
    }
    return jar;
  }

  @OnOneJdk
  void jarWithoutALibraryForThisCpuLeavesTheJdksWay(Jdk jdk) throws Exception {
    for (String libraries : new String[] {Artifacts.PLATFORM, ".*"}) {
      Result result = launch(HostJvm.withAgentJar(jdk, jarWithout(libraries)));
      assertEquals(JDK, result.line("agent "), result.toString());
      String reason = result.line("agent fallbacks 1: ");
      assertTrue(reason.contains("has no native library for " + Artifacts.PLATFORM), reason);
    }
  }

  @OnOneJdk
  void brokenLibraryBesideTheJarIsPassedOver(Jdk jdk) throws Exception {
    Path jar = jarWithLibraryBeside(Arrays.copyOf(built(), 5000));
    Result result = launch(HostJvm.withAgentJar(jdk, jar));
    assertEquals(CORE, result.line("agent "), result.toString());
    assertTrue(result.out().contains("is truncated"), result.toString());
  }

  @OnOneJdk
  void extractedLibraryIsRemovedOnceItIsLoaded(Jdk jdk) throws Exception {
    Path place = Files.createDirectory(directory.resolve("place"));
    Result result = launch(HostJvm.withAgent(jdk, "tmpdir=" + place));
    assertEquals(CORE, result.line("agent "), result.toString());
    try (Stream<Path> left = Files.list(place)) {
      assertEquals(0, left.count());
    }
  }
}
