package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.OnSomeJdks;
import io.procex.it.support.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each setting has its effect in the child, and none in the JVM. */
@Execution(ExecutionMode.CONCURRENT)
class SettingsIT {
  @OnSomeJdks
  void limitsAreSetWithSystemdsUnits(Jdk jdk) throws Exception {
    Result result =
        Hardened.report(
            jdk,
            "LimitCPU=1min:2min",
            "LimitFSIZE=1M:2G",
            "LimitDATA=8G",
            "LimitSTACK=4M:64M",
            "LimitCORE=0",
            "LimitRSS=1T:infinity",
            "LimitNPROC=5000:6000",
            "LimitMEMLOCK=64K",
            "LimitAS=16G",
            "LimitLOCKS=50",
            "LimitSIGPENDING=70",
            "LimitMSGQUEUE=4096",
            "LimitNICE=0",
            "LimitRTPRIO=0",
            "LimitRTTIME=1s:2s",
            "required=all");
    assertEquals("60 120", result.line("out limit0 "));
    assertEquals((1 << 20) + " " + (2L << 30), result.line("out limit1 "));
    assertEquals((8L << 30) + " " + (8L << 30), result.line("out limit2 "));
    assertEquals((4 << 20) + " " + (64 << 20), result.line("out limit3 "));
    assertEquals("0 0", result.line("out limit4 "));
    assertEquals((1L << 40) + " 18446744073709551615", result.line("out limit5 "));
    assertEquals("5000 6000", result.line("out limit6 "));
    assertEquals("65536 65536", result.line("out limit8 "));
    assertEquals((16L << 30) + " " + (16L << 30), result.line("out limit9 "));
    assertEquals("50 50", result.line("out limit10 "));
    assertEquals("70 70", result.line("out limit11 "));
    assertEquals("4096 4096", result.line("out limit12 "));
    assertEquals("0 0", result.line("out limit13 "));
    assertEquals("0 0", result.line("out limit14 "));
    assertEquals("1000000 2000000", result.line("out limit15 "));
  }

  @OnSomeJdks
  void limitOnMemoryStopsWhatAllocatesMore(Jdk jdk) throws Exception {
    String script = "head -c 300000000 /dev/zero | tail > /dev/null 2>&1; echo $?";
    assertEquals("0", Hardened.shell(jdk, script).line("out "));
    assertEquals("1", Hardened.shell(jdk, script, "LimitAS=100M").line("out "));
  }

  @OnSomeJdks
  void schedulingIsThatOfTheChild(Jdk jdk) throws Exception {
    Result result =
        Hardened.report(
            jdk,
            "Nice=11",
            "CPUSchedulingPolicy=batch",
            "IOSchedulingClass=best-effort",
            "IOSchedulingPriority=7",
            "OOMScoreAdjust=900",
            "required=all");
    assertEquals("11", result.line("out nice "));
    assertEquals("3", result.line("out policy "));
    assertEquals(Integer.toString(2 << 13 | 7), result.line("out ioprio "));
    assertEquals("900", result.line("out oom-score-adjust "));
  }

  @OnOneJdk
  void childRunsInRealTimeWithAPriority(Jdk jdk) throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root may");
    String script = "awk '{print $40, $41}' /proc/self/stat";
    String[] settings = {"CPUSchedulingPolicy=rr", "CPUSchedulingPriority=7", "required=all"};
    assertEquals("7 2", Hardened.shell(jdk, script, settings).line("out "));
    assertEquals("0 0", Hardened.shell(jdk, script).line("out "));
  }

  @OnSomeJdks
  void childRunsOnTheProcessorsThatAreNamed(Jdk jdk) throws Exception {
    String script = "grep Cpus_allowed_list: /proc/self/status";
    String allowed = Files.readString(Path.of("/proc/self/status"));
    String first = allowed.replaceAll("(?s).*Cpus_allowed_list:\\s*(\\d+).*", "$1");
    Result result = Hardened.shell(jdk, script, "CPUAffinity=" + first, "required=all");
    assertEquals(first, result.line("out Cpus_allowed_list:").trim());
  }

  @OnSomeJdks
  void privilegesMaskAndSignalAreThoseOfTheChild(Jdk jdk) throws Exception {
    Result result =
        Hardened.report(
            jdk, "NoNewPrivileges=yes", "UMask=0027", "IgnoreSIGPIPE=yes", "required=all");
    assertEquals("1", result.line("out no-new-privileges "));
    assertEquals("027", result.line("out umask "));
    Result other = Hardened.report(jdk, "UMask=022");
    assertEquals("0", other.line("out no-new-privileges "));
    // What this test's own parent ignores, as under nohup, children of both hosts ignore too.
    Set<String> expected = ignored(other);
    assertTrue(expected.add("13"), other.toString());
    assertEquals(expected, ignored(result));
  }

  private static Set<String> ignored(Result result) {
    return new TreeSet<>(List.of(result.line("out ignored").split(" ", -1)));
  }

  @OnSomeJdks
  void workingDirectoryIsUsedWhereTheApplicationHasGivenNone(Jdk jdk) throws Exception {
    assertEquals("/usr", Hardened.shell(jdk, "pwd", "WorkingDirectory=/usr").line("out "));
  }

  @OnSomeJdks
  void environmentIsPassedThenSetThenUnset(Jdk jdk) throws Exception {
    Result result =
        Hardened.shell(
            jdk,
            "env | sort",
            "PassEnvironment=PATH HOME",
            "Environment=A=1 'B=two words' C=3",
            "UnsetEnvironment=C HOME");
    assertTrue(result.out().contains("out A=1\nout B=two words\nout PATH="), result.toString());
    assertTrue(!result.out().contains("out HOME="), result.toString());
    assertTrue(!result.out().contains("out C="), result.toString());
  }

  @OnSomeJdks
  void propertiesAndVariablesSetSettingsToo(Jdk jdk) throws Exception {
    HostJvm host =
        HostJvm.withAgent(jdk, "Nice=1").jvm("-Dprocex.Nice=12").env("PROCEX_UMASK", "0007");
    Result result = Hardened.run(host, Artifacts.reportChild().toString());
    assertEquals("12", result.line("out nice "));
    assertEquals("007", result.line("out umask "));
  }
}
