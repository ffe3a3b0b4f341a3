package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.hosts.ShowBean;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * Launches that the JDK makes itself while something was set for children: somebody hears of it.
 */
class FallbackIT {
  private static final String NO_CORE = "native=/no/such.so";
  private static final String LINE = "procex-agent: a launch fell back to the JDK, without UMask: ";

  @TempDir Path directory;

  @OnOneJdk
  void isToldOnceOnStderrAndCounted(Jdk jdk) throws Exception {
    try (Conversation host = new Conversation(HostJvm.withAgent(jdk, "UMask=0077", NO_CORE))) {
      assertTrue(host.ask("/bin/true").startsWith("exit 0\n"));
      String second = host.ask("/bin/true");
      assertTrue(second.contains("2 without the settings that were asked for\n"), second);
      assertTrue(second.contains("log: a launch fell back to the JDK, without UMask: "), second);
      String err = host.end();
      assertTrue(err.startsWith(LINE) && err.contains("/no/such.so"), err);
      assertEquals(1, err.lines().count(), err);
    }
  }

  @OnOneJdk
  void isInTheRecordAndTheBean(Jdk jdk) throws Exception {
    Path log = directory.resolve("log-" + jdk.feature());
    Result result =
        HostJvm.withAgent(jdk, "UMask=0077", NO_CORE, "notice=off", "jmx=true", "log=" + log)
            .run(ShowBean.class);
    assertEquals("", result.err());
    assertEquals("5", result.line("LaunchesWithoutSettings "), result::toString);
    String records = Files.readString(log);
    assertTrue(records.contains("\"procex.settings.missed\":[\"UMask\"]"), records);
  }

  @OnOneJdk
  void isNobodysConcernWhereNothingWasSet(Jdk jdk) throws Exception {
    Result result = HostJvm.withAgent(jdk, NO_CORE).run(Launch.class, "/bin/true");
    assertEquals("0", result.line("exit "), result::toString);
    assertEquals("", result.err());
  }

  /** A jar that is damaged so that not even options can be read. */
  @OnOneJdk
  void isToldAtTheStartWhereTheAgentCannotBeInstalled(Jdk jdk) throws Exception {
    Path jar = DamagedJar.in(directory, jdk);
    Result result = HostJvm.withAgentJar(jdk, jar, "UMask=0077").run(Launch.class, "/bin/true");
    assertEquals("0", result.line("exit "), result::toString);
    assertTrue(result.err().startsWith("procex-agent: launches fall back to the JDK"), result::err);
    assertEquals(1, result.err().lines().count(), result::toString);
    String[][] quiet = {
      {"log=stderr"}, {"UMask=0077", "notice=off"}, {"UMask=0077", "enabled=false"}
    };
    for (String[] options : quiet) {
      result = HostJvm.withAgentJar(jdk, jar, options).run(Launch.class, "/bin/true");
      assertEquals("", result.err(), result::toString);
    }
  }
}
