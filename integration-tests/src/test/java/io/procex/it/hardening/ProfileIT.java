package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;

/** The ready-made sets, all of them required, and what overrides them. */
class ProfileIT {
  @OnOneJdk
  void safeSetsTwoThingsAndNothingElse(Jdk jdk) throws Exception {
    Result result = Hardened.report(jdk, "profile=safe", "required=all");
    assertEquals("0 0", result.line("out limit4 "));
    assertTrue(Integer.parseInt(result.line("out oom-score-adjust ")) >= 200, result.toString());
    assertEquals("0", result.line("out no-new-privileges "));
    assertEquals("0", result.line("out seccomp "));
    assertEquals("0", result.line("out death-signal "));
  }

  @OnOneJdk
  void strictSetsWhatMostProgramsCanLiveWith(Jdk jdk) throws Exception {
    Result result = Hardened.report(jdk, "profile=strict", "required=all");
    assertEquals("0 0", result.line("out limit4 "));
    assertEquals("65536 65536", result.line("out limit8 "));
    assertEquals("0 0", result.line("out limit14 "));
    assertEquals("1", result.line("out no-new-privileges "));
    assertEquals("2", result.line("out seccomp "));
    assertEquals("9", result.line("out death-signal "));
    assertEquals("077", result.line("out umask "));
  }

  @OnOneJdk
  void valuesOfAProfileYieldToWhatIsWritten(Jdk jdk) throws Exception {
    String[] options = {
      "profile=strict",
      "UMask=0002",
      "DieWithParent=no",
      "RestrictAddressFamilies=",
      "RestrictNamespaces=",
      "RestrictRealtime=",
      "RestrictSUIDSGID=no",
      "LockPersonality=no",
      "SystemCallFilter="
    };
    Result result = Hardened.report(jdk, options);
    assertEquals("002", result.line("out umask "));
    assertEquals("0", result.line("out death-signal "));
    assertEquals("0", result.line("out seccomp "));
    assertEquals("1", result.line("out no-new-privileges "));
  }

  @OnOneJdk
  void strictTakesTheNetworkAwayUntilItIsGivenBack(Jdk jdk) throws Exception {
    String[] connecting = {"bash", "-c", ": </dev/tcp/127.0.0.1/1"};
    Result without = Hardened.run(HostJvm.withAgent(jdk, "profile=strict"), connecting);
    assertTrue(without.out().contains("Address family not supported"), without.toString());
    Result with =
        Hardened.run(
            HostJvm.withAgent(jdk, "profile=strict", "RestrictAddressFamilies="), connecting);
    assertTrue(with.out().contains("Connection refused"), with.toString());
  }

  @OnOneJdk
  void childThatIsAJvmRunsUnderStrict(Jdk jdk) throws Exception {
    HostJvm host = HostJvm.withAgent(jdk, "profile=strict", "required=all");
    Result result = Hardened.run(host, jdk.java().toString(), "-Xmx64m", "-version");
    assertEquals("0", result.line("exit "));
    assertTrue(result.out().contains(jdk.version()), result.toString());
  }
}
