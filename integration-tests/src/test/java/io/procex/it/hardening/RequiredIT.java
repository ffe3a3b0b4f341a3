package io.procex.it.hardening;

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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Settings that cannot be set: required ones fail the launch, others are told in the log. */
@Execution(ExecutionMode.CONCURRENT)
class RequiredIT {
  private static final String IN_VAIN = "WorkingDirectory=/no/such";

  @TempDir Path directory;

  private static Result launch(HostJvm host) throws Exception {
    Result result = host.run(Launch.class, "/bin/true");
    assertEquals("", result.err());
    return result;
  }

  private static String exception(HostJvm host) throws Exception {
    return launch(host).line("exception java.io.IOException: Cannot run program \"/bin/true\": ");
  }

  @OnSomeJdks
  void requiredSettingThatFailsIsNamedInTheException(Jdk jdk) throws Exception {
    assertEquals(
        "procex-agent: WorkingDirectory cannot be set, error: 2 (No such file or directory)",
        exception(HostJvm.withAgent(jdk, IN_VAIN, "Nice=1", "required=Nice+WorkingDirectory")));
  }

  @OnSomeJdks
  void settingThatIsNotRequiredIsToldOnceAndTheLaunchGoesOn(Jdk jdk) throws Exception {
    HostJvm host = HostJvm.withAgent(jdk, IN_VAIN, "UMask=0007", "required=UMask");
    Result result = Hardened.run(host, Artifacts.reportChild().toString());
    assertEquals("007", result.line("out umask "));
    String said = "agent log: WorkingDirectory cannot be applied to children: ENOENT";
    String last = result.out().substring(result.out().lastIndexOf("exit 0"));
    assertEquals(2, last.split(said, -1).length, result.toString());
  }

  @OnSomeJdks
  void recordOfTheLaunchNamesTheSettingThatIsNotSet(Jdk jdk) throws Exception {
    Path log = directory.resolve("log-" + jdk.feature());
    launch(HostJvm.withAgent(jdk, IN_VAIN, "log=" + log));
    String records = Files.readString(log);
    assertTrue(
        records.contains("\"procex.settings.missed\":[\"WorkingDirectory ENOENT\"]"), records);
  }

  @OnSomeJdks
  void launchIsNotLeftToTheJdkWhereAnythingIsRequired(Jdk jdk) throws Exception {
    HostJvm host = HostJvm.withAgent(jdk, "UMask=0077", "required=UMask", "native=/no/such.so");
    String exception = exception(host);
    assertTrue(exception.startsWith("procex-agent: launch declined: "), exception);
    assertTrue(exception.endsWith(" (required=UMask)"), exception);
  }

  @OnSomeJdks
  void requiredValueThatMeansNothingFailsEveryLaunch(Jdk jdk) throws Exception {
    assertEquals(
        "procex-agent: launch declined: option 'Nice' has the value '20': expected a number from"
            + " -20 to 19 (required=all)",
        exception(HostJvm.withAgent(jdk, "Nice=20", "required=all")));
    Result result = launch(HostJvm.withAgent(jdk, "Nice=20"));
    assertEquals("0", result.line("exit "));
    assertTrue(
        result.out().contains("agent log: option 'Nice' has the value '20'"), result.toString());
  }

  @OnSomeJdks
  void wrongSettingEndsTheStartWithStrict(Jdk jdk) throws Exception {
    Result result =
        HostJvm.withAgent(jdk, "strict=true", "LimitCORE=0kB").run(Launch.class, "/bin/true");
    NotStarted.check(jdk, result, "option 'LimitCORE' has the value '0kB': expected");
  }
}
