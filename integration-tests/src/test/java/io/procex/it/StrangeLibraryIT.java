package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Things that are no library, or not ours, where the native library is looked for. */
class StrangeLibraryIT {
  @TempDir Path directory;

  /** The launch works and nothing is printed, whoever makes it; and it ends. */
  private static Result launch(HostJvm host) throws Exception {
    Result result = host.run(Launch.class, "/bin/true");
    assertEquals("", result.err());
    assertEquals(0, result.exitCode(), result::toString);
    assertEquals("0", result.line("exit "), result::toString);
    return result;
  }

  private static void assertFallback(Jdk jdk, Path library, String cause) throws Exception {
    Result result = launch(HostJvm.withAgent(jdk, "native=" + library));
    assertEquals("0 failed, 1 fallbacks", result.line("agent "), result::toString);
    String reason = result.line("agent fallbacks 1: ");
    assertTrue(reason.contains(library.toString()), reason);
    assertTrue(reason.contains(cause), reason);
  }

  @OnOneJdk
  void directoryIsRefused(Jdk jdk) throws Exception {
    assertFallback(jdk, directory, "is not a regular file");
  }

  @OnOneJdk
  void textIsRefused(Jdk jdk) throws Exception {
    Path text =
        Files.writeString(directory.resolve("text.so"), "INPUT ( libprocex.so )\n".repeat(9));
    assertFallback(jdk, text, "is not a 64-bit ELF library");
  }

  /** To open a FIFO waits for a writer, and there may never be one. */
  @OnOneJdk
  void fifoDoesNotHangTheLaunch(Jdk jdk) throws Exception {
    Path fifo = directory.resolve("fifo.so");
    assertEquals(0, new ProcessBuilder("mkfifo", "-m", "600", fifo.toString()).start().waitFor());
    assertFallback(jdk, fifo, "");
  }

  /** The C library that this JVM runs with: it loads, and has none of the core's functions. */
  private static Path libc() throws IOException {
    try (Stream<String> mappings = Files.lines(Path.of("/proc/self/maps"))) {
      return mappings
          .filter(line -> line.matches(".*/(libc\\.so\\.6|libc-2.*\\.so|ld-musl-.*)"))
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .findFirst()
          .orElseThrow();
    }
  }

  @OnOneJdk
  void libraryWithoutTheCoreIsRefusedByName(Jdk jdk) throws Exception {
    assertFallback(jdk, libc(), "");
  }

  private Path jarBeside(Path library) throws IOException {
    Files.copy(library, directory.resolve(Artifacts.libraryName()));
    return Files.copy(Artifacts.agentJar(), directory.resolve("procex-agent.jar"));
  }

  @OnOneJdk
  void libraryBesideTheJarThatOthersCanChangeIsPassedOver(Jdk jdk) throws Exception {
    Path jar = jarBeside(Artifacts.nativeLibrary());
    Files.setPosixFilePermissions(
        directory.resolve(Artifacts.libraryName()), PosixFilePermissions.fromString("rw-rw-rw-"));
    Result result = launch(HostJvm.withAgentJar(jdk, jar));
    result.assertLaunchedByCore(1);
    assertTrue(result.out().contains("can be written by other users"), result::toString);
  }

  @OnOneJdk
  void otherLibraryBesideTheJarDoesNoHarm(Jdk jdk) throws Exception {
    launch(HostJvm.withAgentJar(jdk, jarBeside(libc())));
  }
}
