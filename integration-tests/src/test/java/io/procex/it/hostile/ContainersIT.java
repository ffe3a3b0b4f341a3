package io.procex.it.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.Jdk;
import io.procex.it.support.LeftProcesses;
import io.procex.it.support.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real containers, by podman and crun; see integration-tests/containers/run. What they forbid does
 * not depend on the JDK, so there is one.
 */
class ContainersIT {
  private static final String SEALED = "--read-only --read-only-tmpfs=false --user 65533";

  private static final String CORE = Result.launchedByCore(1);
  private static final String FALLBACK = "0 failed, 1 fallbacks";
  private static final String EXTRACTED = "extracted in /tmp";
  private static final String AT_RISK =
      "extracted in /tmp; other users can replace it: /tmp can be written by other users (mode 40777)";

  /** Options of podman, and where the plain jar's library comes from; null for nowhere. */
  static Stream<Arguments> containers() {
    return Stream.of(
        Arguments.of("", EXTRACTED),
        Arguments.of("--cap-drop=all --security-opt no-new-privileges", EXTRACTED),
        Arguments.of("--user 1000680000:0 --cap-drop=all", EXTRACTED),
        Arguments.of("--uidmap 0:100000:65536", EXTRACTED),
        Arguments.of("--read-only --user 65533", EXTRACTED),
        Arguments.of(SEALED + " --tmpfs /tmp:rw,mode=0777", AT_RISK),
        Arguments.of(SEALED + " --tmpfs /tmp:rw,noexec,nosuid", null),
        Arguments.of(SEALED, null));
  }

  @TempDir private static Path statusAgent;

  private static Jdk jdk() {
    List<Jdk> found = Jdk.of(17);
    assumeTrue(!found.isEmpty(), "JDK 17 is not among those that are tested");
    return found.get(0);
  }

  @BeforeAll
  static void needsContainers() throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can run them so");
    jdk();
    Files.copy(Artifacts.statusAgent(), statusAgent.resolve("agent.jar"));
    Files.setPosixFilePermissions(statusAgent, PosixFilePermissions.fromString("rwxr-xr-x"));
    String hello = exec("", "echo", "hello");
    assumeTrue(hello.equals("hello\n"), "no container runs here: " + hello);
  }

  private static String exec(String options, String... command) throws IOException {
    Stream<String> run = Stream.of("containers/run", options);
    Process process =
        LeftProcesses.mark(new ProcessBuilder(Stream.concat(run, Stream.of(command)).toList()))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static final String LAUNCH =
      "for jar in %s %s; do %s -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
          + " -javaagent:/agent/$jar=NoNewPrivileges=yes -javaagent:/status/agent.jar -cp /hosts %s"
          + " sed -n s/NoNewPrivs:.//p /proc/self/status; echo %s; done";

  private static final String END = "--- end of a JVM";

  /** What a launch has printed in that container with each form of the jar, the one file first. */
  private static String[] launch(String options) throws IOException {
    Path jar = Artifacts.agentJar().toRealPath();
    Path oneFile = Artifacts.oneFile().toRealPath();
    String volumes =
        " --volume %s:/agent:ro --volume %s:/hosts:ro --volume %s:/status:ro"
            .formatted(jar.getParent(), Artifacts.hosts().toRealPath(), statusAgent);
    String command =
        LAUNCH.formatted(
            oneFile.getFileName(), jar.getFileName(), jdk().java(), Launch.class.getName(), END);
    return exec(options + volumes, "sh", "-c", command).split(END + "\n", -1);
  }

  private static void assertCore(String told, String source) {
    assertTrue(told.startsWith("out 1\nexit 0\nagent " + CORE + "\n"), told);
    assertTrue(told.contains("\nagent log: native library: " + source + "\n"), told);
  }

  @ParameterizedTest
  @MethodSource("containers")
  void launchesGoThroughTheCore(String options, String sourceForThePlainJar) throws Exception {
    String[] told = launch(options);
    assertEquals(3, told.length, told[0]);
    assertCore(told[0], "the jar itself, /agent/" + Artifacts.oneFile().getFileName());
    if (sourceForThePlainJar == null) {
      assertTrue(told[1].contains("exit 0\nagent " + FALLBACK + "\n"), told[1]);
    } else {
      assertCore(told[1], sourceForThePlainJar);
    }
  }
}
