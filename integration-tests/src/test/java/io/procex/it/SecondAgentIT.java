package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.NotStarted;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The agent named twice, as by JAVA_TOOL_OPTIONS and on the command line. */
@Execution(ExecutionMode.CONCURRENT)
class SecondAgentIT {
  @TempDir Path directory;
  private Path deny;
  private Path allow;
  private Path copy;

  @BeforeEach
  void write() throws Exception {
    deny = Files.writeString(directory.resolve("deny"), "version: 1\ndefault: {action: deny}\n");
    allow = Files.writeString(directory.resolve("allow"), "version: 1\n");
    copy = Files.copy(Artifacts.agentJar(), directory.resolve("copy.jar"));
  }

  private Result run(Jdk jdk, String first, String second) throws Exception {
    return HostJvm.stock(jdk)
        .jvm(agent(Artifacts.agentJar(), first), agent(copy, second))
        .run(Launch.class, "sh", "-c", "umask");
  }

  private static String agent(Path jar, String options) {
    return "-javaagent:" + jar + (options.isEmpty() ? "" : "=" + options);
  }

  private void assertDenied(Result result) {
    assertTrue(result.out().startsWith("exception "), result::toString);
    assertTrue(result.out().contains("error"), result::toString);
    assertTrue(result.out().contains("0 fallbacks"), result::toString);
  }

  @OnSomeJdks
  void whatTheSecondAsksForIsInForceBesideWhatTheFirstAskedFor(Jdk jdk) throws Exception {
    for (String first : new String[] {"", "UMask=0031", "rules=" + deny}) {
      Result result = run(jdk, first, "rules=" + deny + ",strict=true");
      assertDenied(result);
      assertEquals("", result.err(), first);
    }
    Result result = run(jdk, "UMask=0031", "Nice=1");
    assertEquals("0031", result.line("out "), result::toString);
    assertTrue(
        result.out().contains("log: already started; these arguments are added"), result::out);
    assertDenied(run(jdk, "rules=" + deny, ""));
    assertDenied(run(jdk, "rules=" + deny, "UMask=0031"));
  }

  @OnSomeJdks
  void valueThatTheSecondReplacesIsToldOnStderr(Jdk jdk) throws Exception {
    Result result = run(jdk, "rules=" + allow, "rules=" + deny);
    assertDenied(result);
    assertTrue(result.err().startsWith("procex-agent: named twice: "), result::toString);
    assertTrue(result.err().contains(" rules"), result::toString);
    assertEquals(1, result.err().lines().count(), result::toString);
    assertEquals("", run(jdk, "rules=" + allow, "rules=" + deny + ",notice=off").err());
  }

  @OnSomeJdks
  void wrongOptionOfTheSecondEndsAStrictStart(Jdk jdk) throws Exception {
    NotStarted.check(jdk, run(jdk, "", "rulez=" + deny + ",strict=true"), "unknown option 'rulez'");
    NotStarted.check(jdk, run(jdk, "strict=true", "rulez=" + deny), "unknown option 'rulez'");
    NotStarted.check(jdk, run(jdk, "", "native=/no/such.so,strict=true"), "/no/such.so");
  }

  @OnSomeJdks
  void killSwitchOfTheFirstStaysAndIsTold(Jdk jdk) throws Exception {
    Result result = run(jdk, "enabled=false", "UMask=0031");
    assertEquals("0", result.line("exit "), result::toString);
    assertTrue(result.err().startsWith("procex-agent: already started; with enabled=false"));
    result = run(jdk, "enabled=false", "enabled=true,UMask=0031");
    assertEquals("0031", result.line("out "), result::toString);
    assertEquals("", result.err());
  }
}
