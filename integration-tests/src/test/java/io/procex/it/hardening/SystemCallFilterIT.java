package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.it.support.Jdk;
import io.procex.it.support.OnOneJdk;
import io.procex.it.support.Result;

/** SystemCallFilter, by what a child then can do and cannot. */
class SystemCallFilterIT {
  private static final String MKDIR = "SystemCallFilter=~mkdir mkdirat";
  private static final String SCRIPT = "mkdir /tmp/no-such-directory-$$ 2>&1; echo $?";

  @OnOneJdk
  void deniedCallFailsWithTheErrorThatIsChosen(Jdk jdk) throws Exception {
    Result result =
        Hardened.shell(jdk, SCRIPT, MKDIR, "SystemCallErrorNumber=EACCES", "required=all");
    assertTrue(result.line("out mkdir: ").endsWith(": Permission denied"), result.toString());
  }

  /** 159 is 128 and SIGSYS. */
  @OnOneJdk
  void deniedCallEndsTheProcessByDefault(Jdk jdk) throws Exception {
    Result result = Hardened.shell(jdk, "(" + SCRIPT + ") 2>&1 | tail -1", MKDIR, "required=all");
    assertEquals("159", result.line("out "));
  }

  @OnOneJdk
  void listWithoutTildeAllowsWhatItNamesAndWhatEveryProgramNeeds(Jdk jdk) throws Exception {
    // access or, on a CPU without it, faccessat: the dynamic linker looks for /etc/ld.so.preload
    String needed = "access faccessat openat close fstat newfstatat read pread64 write ";
    String filter = "SystemCallFilter=" + needed + "rt_sigaction rt_sigprocmask";
    Result result = Hardened.shell(jdk, "echo here; cd /", filter, "SystemCallErrorNumber=EPERM");
    assertEquals("here", result.line("out "));
    assertTrue(result.out().contains("can't cd to /"), result.toString());
  }
}
