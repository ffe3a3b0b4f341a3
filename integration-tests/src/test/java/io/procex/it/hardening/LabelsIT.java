package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.Launch;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Labels that no machine has: its module is not active (EINVAL), or does not know them. */
@Execution(ExecutionMode.CONCURRENT)
class LabelsIT {
  private static final String PROFILE = "AppArmorProfile=-procex-no-such-profile";
  private static final String CONTEXT = "SELinuxContext=-no_u:no_r:no_t:s0";

  @TempDir Path directory;

  @OnOneJdk
  void labelWithAMinusIsMissedAndToldAlthoughAllIsRequired(Jdk jdk) throws Exception {
    Path log = directory.resolve("log");
    HostJvm host = HostJvm.withAgent(jdk, PROFILE, CONTEXT, "required=all", "log=" + log);
    Result result = Hardened.run(host, "/bin/true");
    assertEquals("0", result.line("exit "));
    String records = Files.readString(log);
    assertTrue(
        records.matches(
            "(?s).*\"procex.settings.missed\":\\[\"SELinuxContext E[A-Z]+\",\"AppArmorProfile E[A-Z]+\"].*"),
        records);
  }

  @OnOneJdk
  void ruleThatRequiresALabelRefusesItsProgramAlone(Jdk jdk) throws Exception {
    Path rules = directory.resolve("rules");
    Files.writeString(
        rules,
        """
        version: 1
        rules:
          - name: labelled
            executable: '**/true'
            action: allow
            set: {AppArmorProfile: procex-no-such-profile}
            required: all
        """);
    HostJvm host = HostJvm.withAgent(jdk, "rules=" + rules, PROFILE);
    String exception = host.run(Launch.class, "/bin/true").line("exception java.io.IOException: ");
    assertTrue(
        exception.contains("\"/bin/true\": procex-agent: AppArmorProfile cannot be set, error: "),
        exception);
    assertEquals("7", host.run(Launch.class, "sh", "-c", "exit 7").line("exit "));
  }
}
