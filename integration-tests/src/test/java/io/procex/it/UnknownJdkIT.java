package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.hosts.StrangeJdkAgent;
import io.procex.hosts.agents.VersionAgent;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.NotStarted;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import io.procex.it.support.TestAgent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;

/** A JDK whose ProcessImpl does not look as expected is left alone. */
@Execution(ExecutionMode.CONCURRENT)
class UnknownJdkIT {
  /** One of the changes, and what it leads to. */
  private static final String CONSTRUCTOR = "constructor";

  private static final String REASON = "calls forkAndExec from [<init>, <init>]";

  @TempDir Path directory;

  private HostJvm strange(Jdk jdk, String change, String... options) throws Exception {
    Path asm =
        Path.of(ClassReader.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String agent = TestAgent.option(directory, StrangeJdkAgent.class, asm);
    String suffix = options.length == 0 ? "" : "=" + String.join(",", options);
    return HostJvm.stock(jdk)
        .jvm(agent + "=" + change, "-javaagent:" + Artifacts.agentJar() + suffix);
  }

  static Stream<Arguments> changes() {
    return Jdk.some().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, CONSTRUCTOR, REASON),
                    Arguments.of(jdk, "retry", "calls forkAndExec from [<init>, retry]"),
                    Arguments.of(jdk, "moved", "calls forkAndExec from [moved]")));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void launchesStayWithTheJdkAndTheReasonIsKept(Jdk jdk, String change, String reason)
      throws Exception {
    Result result = strange(jdk, change, "reaper=pidfd").run(Launch.class, "/bin/true");
    assertEquals("0", result.line("exit "), result.toString());
    assertEquals("", result.err());
    String status = result.line("agent ");
    assertTrue(status.startsWith("launches fall back to the JDK: the call of forkAndExec"), status);
    assertTrue(status.contains(reason), status);
  }

  @OnSomeJdks
  void strictEndsTheStart(Jdk jdk) throws Exception {
    Result result = strange(jdk, CONSTRUCTOR, "strict=true").run(Launch.class, "/bin/true");
    NotStarted.check(jdk, result, REASON);
  }

  @OnSomeJdks
  void nothingIsLaunchedWhereRulesOrRequiredForbidTheJdksWay(Jdk jdk) throws Exception {
    Path rules = Files.writeString(directory.resolve("rules.yaml"), "version: 1\n");
    for (String options : new String[] {"rules=" + rules, "UMask=0077,required=all"}) {
      Result result = strange(jdk, CONSTRUCTOR, options).run(Launch.class, "/bin/true");
      String cause = result.line("cause java.io.IOException: ");
      assertTrue(cause.startsWith("procex-agent: launch declined: the call of "), cause);
      assertTrue(cause.contains(REASON), cause);
      assertEquals("", result.err());
    }
  }

  @OnSomeJdks
  void launchWithoutSettingsIsToldOnStderr(Jdk jdk) throws Exception {
    Result result = strange(jdk, CONSTRUCTOR, "UMask=0077").run(Launch.class, "/bin/true");
    assertEquals("0", result.line("exit "), result.toString());
    String start = "procex-agent: launches fall back to the JDK, without UMask: the call of ";
    assertTrue(result.err().startsWith(start), result::err);
    assertEquals(1, result.err().lines().count(), result::err);
  }

  /** The number is undone behind our agent, since the JVM itself would refuse it. */
  @OnSomeJdks
  void classFileVersionNewerThanAnyKnownIsStillRewritten(Jdk jdk) throws Exception {
    String version = TestAgent.option(directory, VersionAgent.class);
    Result result =
        HostJvm.stock(jdk)
            .jvm(version + "=120", "-javaagent:" + Artifacts.agentJar(), version + "=restore")
            .run(Launch.class, "/bin/true");
    result.assertLaunchedByCore(1);
    assertEquals("", result.err());
  }

  @OnSomeJdks
  void classFileVersionIsHandedOnAsItCame(Jdk jdk) throws Exception {
    String version = TestAgent.option(directory, VersionAgent.class);
    Result result =
        HostJvm.stock(jdk)
            .jvm(version + "=120", "-javaagent:" + Artifacts.agentJar())
            .run(Launch.class, "/bin/true");
    assertTrue(result.err().contains("UnsupportedClassVersionError"), result::toString);
    assertTrue(result.err().contains("120"), result::toString);
  }
}
