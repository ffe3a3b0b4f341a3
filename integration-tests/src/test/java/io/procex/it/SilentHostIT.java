package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.Empty;
import io.procex.hosts.QuietLaunch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.LoadedClasses;
import io.procex.it.support.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From its start to its end the JVM prints nothing that the application does not print. */
class SilentHostIT {
  private static final int CHILD_EXIT_CODE = 7;
  private static final String[] CHILD = {"sh", "-c", "exit " + CHILD_EXIT_CODE};

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void emptyMainPrintsNothing(Jdk jdk) throws Exception {
    assertSilent(0, HostJvm.withAgent(jdk).run(Empty.class));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void launchPrintsNothing(Jdk jdk) throws Exception {
    assertSilent(CHILD_EXIT_CODE, HostJvm.withAgent(jdk).run(QuietLaunch.class, CHILD));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void failingLaunchPrintsNothing(Jdk jdk) throws Exception {
    assertSilent(
        QuietLaunch.LAUNCH_FAILED,
        HostJvm.withAgent(jdk).run(QuietLaunch.class, "/no/such/program"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void verifierAcceptsTheRewrittenClass(Jdk jdk) throws Exception {
    HostJvm host =
        HostJvm.withAgent(jdk)
            .jvm("-XX:+UnlockDiagnosticVMOptions")
            .jvm("-XX:+BytecodeVerificationLocal", "-XX:+BytecodeVerificationRemote");
    assertSilent(CHILD_EXIT_CODE, host.run(QuietLaunch.class, CHILD));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void deniedNativeAccessIsNotMissed(Jdk jdk) throws Exception {
    assumeTrue(jdk.feature() >= 24, "the option exists since JDK 24");
    HostJvm host = HostJvm.withAgent(jdk).jvm("--illegal-native-access=deny");
    assertSilent(CHILD_EXIT_CODE, host.run(QuietLaunch.class, CHILD));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void checkedJniFindsNothingInTheCore(Jdk jdk) throws Exception {
    Result agent = checked(HostJvm.withAgent(jdk));
    Result stock = checked(HostJvm.stock(jdk));
    assertEquals(QuietLaunch.LAUNCH_FAILED, agent.exitCode(), agent::toString);
    assertEquals(stock.err(), agent.err());
    assertEquals(kinds(stock), kinds(agent));
  }

  private static Result checked(HostJvm host) throws Exception {
    return host.jvm("-Xcheck:jni").run(QuietLaunch.class, "/no/such/program");
  }

  /** JDK 8 warns of its own code, more often the more of its code runs. */
  private static Set<String> kinds(Result result) {
    return new TreeSet<>(result.out().lines().filter(line -> line.startsWith("WARNING")).toList());
  }

  @ParameterizedTest
  @MethodSource("io.procex.it.support.Jdk#since9")
  void classesOfTheDefaultArchiveStillComeFromIt(Jdk jdk) throws Exception {
    LoadedClasses stock = loadedBy(HostJvm.stock(jdk), "stock.log");
    LoadedClasses agent = loadedBy(HostJvm.withAgent(jdk), "agent.log");
    LoadedClasses oneFile =
        loadedBy(HostJvm.withAgentJar(jdk, Artifacts.oneFile()), "one-file.log");
    assertTrue(agent.isShared("java.lang.Object"));
    assertEquals(Set.of(), stock.noLongerSharedIn(agent));
    assertEquals(Set.of(), stock.noLongerSharedIn(oneFile));
  }

  private LoadedClasses loadedBy(HostJvm host, String logName) throws Exception {
    Path log = directory.resolve(logName);
    host.jvm("-Xshare:auto", LoadedClasses.option(log));
    assertSilent(CHILD_EXIT_CODE, host.run(QuietLaunch.class, CHILD));
    return LoadedClasses.in(log);
  }

  private static void assertSilent(int exitCode, Result result) {
    assertEquals(exitCode, result.exitCode(), result::toString);
    assertEquals(0, result.outBytes().length, result::toString);
    assertEquals(0, result.errBytes().length, result::toString);
  }
}
