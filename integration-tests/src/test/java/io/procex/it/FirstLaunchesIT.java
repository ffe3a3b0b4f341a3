package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.hosts.LaunchForLong;
import io.procex.hosts.LaunchManyOnLittleStack;
import io.procex.hosts.LaunchUntilTakenOver;
import io.procex.hosts.ListDescriptors;
import io.procex.hosts.LoadAndLaunch;
import io.procex.hosts.NoticeLaunch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Without options the native library launches alone, until the rest of the agent takes over. */
@Execution(ExecutionMode.CONCURRENT)
class FirstLaunchesIT {
  /** As in jni_first.c. */
  private static final int MANY = 200;

  @TempDir Path directory;

  static Stream<Jdk> jdks() {
    return Jdk.all().stream().filter(jdk -> jdk.feature() > 8);
  }

  private HostJvm listing(Jdk jdk, String... options) {
    return HostJvm.withAgent(jdk, options).jvm("-Xlog:class+load:file=" + list() + ":none");
  }

  private Path list() {
    return directory.resolve("classes");
  }

  private List<String> loaded(String beginning) throws Exception {
    try (Stream<String> lines = Files.lines(list())) {
      return lines.filter(line -> line.startsWith(beginning)).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void launchNeedsNeitherTheBridgeNorAsm(Jdk jdk) throws Exception {
    Result result = listing(jdk).run(ListDescriptors.class, "/bin/true");
    assertEquals("", result.err());
    assertEquals(1, loaded("io.procex.agent.start.FirstLaunches ").size());
    assertEquals(List.of(), loaded("java.lang.Procex"));
    assertEquals(List.of(), loaded("io.procex.agent.shaded"));
    assertEquals(List.of(), loaded("io.procex.agent.instrument"));
  }

  /** Not even one for temporary files. */
  @ParameterizedTest
  @MethodSource("jdks")
  void oneFileNeedsNoDirectory(Jdk jdk) throws Exception {
    Result result =
        HostJvm.withAgentJar(jdk, Artifacts.oneFile())
            .jvm("-Xlog:class+load:file=" + list() + ":none")
            .jvm("-Djava.io.tmpdir=" + directory + "/missing")
            .run(ListDescriptors.class, "/bin/true");
    assertEquals(1, loaded("io.procex.agent.start.FirstLaunches ").size(), result::toString);
    assertEquals(List.of(), loaded("io.procex.agent.start.PrivateFile"));
    assertEquals(List.of(), loaded("java.lang.Procex"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void nothingElseHappensUntilThereAreMany(Jdk jdk) throws Exception {
    Result result = listing(jdk).run(LaunchUntilTakenOver.class, Integer.toString(MANY - 1));
    assertEquals(Integer.toString(MANY - 1), result.line("launched "), result::toString);
    assertEquals("", result.err());
    assertEquals(List.of(), loaded("java.lang.Procex"));
  }

  /** All of them count, whoever has made them. */
  @ParameterizedTest
  @MethodSource("jdks")
  void restTakesOverFromManyLaunchesAndNoneIsLost(Jdk jdk) throws Exception {
    Result result = HostJvm.withAgent(jdk).run(LaunchUntilTakenOver.class, "20000", "status");
    int launched = Integer.parseInt(result.line("launched "));
    assertTrue(launched >= MANY && launched < 20_000, result::toString);
    assertEquals(
        launched + " shared-table, 0 failed, 0 fallbacks", result.line("agent "), result::toString);
    assertEquals("", result.err());
  }

  /** Verifying the JDK's own classes loads what they may throw; ours must not be among these. */
  @ParameterizedTest
  @MethodSource("jdks")
  void verifiedJdkHidesNoSign(Jdk jdk) throws Exception {
    HostJvm host =
        listing(jdk).jvm("-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal");
    Result result = host.run(ListDescriptors.class, "/bin/true");
    assumeTrue(!result.err().contains("Unrecognized VM option"), "this JVM verifies always");
    assertEquals(1, loaded("sun.net.smtp.SmtpProtocolException ").size(), result::toString);
    assertEquals(List.of(), loaded("java.lang.Procex"));
  }

  /** Then nobody would hear of them, and all is as with options. */
  @ParameterizedTest
  @MethodSource("jdks")
  void applicationThatHasLoadedASignGetsTheRestAtOnce(Jdk jdk) throws Exception {
    for (String sign :
        List.of(
            "sun.net.smtp.SmtpProtocolException",
            "sun.net.TelnetProtocolException",
            "sun.net.ftp.FtpLoginException",
            "java.lang.ProcessImpl,sun.net.smtp.SmtpProtocolException",
            "java.lang.ProcessImpl,sun.net.TelnetProtocolException",
            "java.lang.ProcessImpl,sun.net.ftp.FtpLoginException",
            "java.lang.ProcessImpl,sun.net.ftp.FtpProtocolException")) {
      Result result = listing(jdk).run(LoadAndLaunch.class, sign, "/bin/true");
      result.assertLaunchedByCore(1);
      assertEquals("", result.err());
    }
  }

  /** By then the library is loaded, and has launched nothing. */
  @ParameterizedTest
  @MethodSource("jdks")
  void launchThatFailsBeforeTheForkLeavesNoFileAndNoProperty(Jdk jdk) throws Exception {
    Result stock = HostJvm.stock(jdk).run(NoticeLaunch.class, "/bin/true");
    Result result =
        HostJvm.withAgent(jdk)
            .jvm("-Djava.io.tmpdir=" + directory)
            .run(NoticeLaunch.class, "/bin/true");
    assertEquals(stock.out(), result.out());
    assertEquals("", result.err());
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(List.of(), left.toList());
    }
  }

  /** A thread that the agent makes has nothing of the application's, as the JDK's own. */
  @ParameterizedTest
  @MethodSource("jdks")
  void noCodeOfTheApplicationIsCalled(Jdk jdk) throws Exception {
    Result result = HostJvm.withAgent(jdk).run(NoticeLaunch.class, "/bin/true", "/bin/true");
    assertEquals("0", result.line("exit "), result::toString);
    assertEquals("0", result.line("inherited "), result::toString);
    assertEquals("0", result.line("properties "), result::toString);
  }

  /** They poll for what others have to do, and may not keep the carriers from these. */
  @ParameterizedTest
  @MethodSource("jdks")
  void launchesOfManyThreadsGoOnWhileTheRestTakesOver(Jdk jdk) throws Exception {
    String kind = jdk.feature() >= 21 ? "virtual" : "platform";
    Result result =
        HostJvm.withAgent(jdk)
            .run(LaunchForLong.class, kind, "64", "400", "600", Artifacts.checkChild().toString());
    assertEquals("{}", result.line("wrong "), result::toString);
    assertEquals("{}", result.line("children "), result::toString);
    assertEquals(0, result.exitCode(), result::toString);
  }

  /** Nobody would hear of it there, and java.instrument would say so on stderr. */
  @ParameterizedTest
  @MethodSource("jdks")
  void restIsAskedToTakeOverWhereThereIsStackForThat(Jdk jdk) throws Exception {
    Result result =
        HostJvm.withAgent(jdk)
            .jvm("-Xint")
            .run(LaunchManyOnLittleStack.class, Integer.toString(MANY - 1));
    assertEquals("true", result.line("launched on little stack "), result::toString);
    assertEquals("true", result.line("taken over "), result::toString);
  }
}
