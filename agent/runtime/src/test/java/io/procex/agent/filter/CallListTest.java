package io.procex.agent.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallListTest {
  private static final String EPERM = "1";
  private static final String ENOSYS = "38";
  private static final int OF_A_LATER_KERNEL = 900;

  private static void add(List<String> words, CallFilter filter) {
    CallList.add(words, filter, Action.KILL_PROCESS, how -> Action.failing(Integer.parseInt(how)));
  }

  private static Filtered filter(String text) {
    return Filtered.by(text, CallListTest::add);
  }

  private static void assertRefused(String expected, String text) {
    List<String> words = Arrays.asList(text.split(" ", -1));
    CallFilter filter = new CallFilter(new SystemCalls("x86_64"));
    Exception refused = assertThrows(IllegalArgumentException.class, () -> add(words, filter));
    assertEquals(expected, refused.getMessage());
  }

  @Test
  void groupAllowsItsCallsAndThoseOfTheGroupsWithinIt() {
    Filtered service = filter("@system-service");
    for (String call : new String[] {"execve", "openat", "setuid", "socket", "kill", "uname"}) {
      assertEquals(Filtered.ALLOWED, service.call(call), call);
    }
    for (String call : new String[] {"mount", "reboot", "ptrace", "bpf", "init_module"}) {
      assertEquals(Filtered.KILLED, service.call(call), call);
    }
  }

  @Test
  void callOfALaterKernelDoesNotExistForAListThatAllows() {
    assertEquals(ENOSYS, filter("@system-service").call(OF_A_LATER_KERNEL));
    assertEquals(Filtered.ALLOWED, filter("~@mount").call(OF_A_LATER_KERNEL));
  }

  @Test
  void wordsBehindATildeAreTakenOut() {
    Filtered filter = filter("@system-service ~@privileged @resources");
    assertEquals(Filtered.KILLED, filter.call("setuid"));
    assertEquals(Filtered.KILLED, filter.call("setpriority"));
    assertEquals(Filtered.ALLOWED, filter.call("openat"));
  }

  @Test
  void groupsAndNamesAreDeniedTogether() {
    Filtered filter = filter("~@mount @swap ptrace");
    for (String call : new String[] {"mount", "umount2", "swapon", "ptrace"}) {
      assertEquals(Filtered.KILLED, filter.call(call), call);
    }
    assertEquals(Filtered.ALLOWED, filter.call("reboot"));
  }

  @Test
  void wordMaySayHowItsCallsFail() {
    Filtered denying = filter("~@mount:1 ptrace");
    assertEquals(EPERM, denying.call("mount"));
    assertEquals(Filtered.KILLED, denying.call("ptrace"));
    Filtered allowing = filter("@system-service @mount:1 uname:1");
    assertEquals(EPERM, allowing.call("mount"));
    assertEquals(EPERM, allowing.call("uname"));
    assertEquals(Filtered.KILLED, allowing.call("reboot"));
  }

  @Test
  void strictestOfTwoSettingsHolds() {
    Filtered both =
        Filtered.on(
            "x86_64",
            filter -> {
              Restriction.PROTECT_CLOCK.restrict(filter);
              add(Arrays.asList("@system-service"), filter);
            });
    assertEquals(Filtered.KILLED, both.call("clock_settime"));
  }

  @Test
  void everyGroupOfSystemdIsThere() {
    String groups =
        "@aio @basic-io @chown @clock @cpu-emulation @debug @default @file-system @io-event @ipc"
            + " @keyring @known @memlock @module @mount @network-io @obsolete @pkey @privileged"
            + " @process @raw-io @reboot @resources @sandbox @setuid @signal @swap @sync"
            + " @system-service @timer";
    for (String group : groups.split(" ", -1)) {
      assertEquals(Filtered.ALLOWED, filter(group).call("execve"), group);
    }
  }

  @Test
  void unknownNamesAreNamedWithTheNearest() {
    assertRefused("there is no group '@mout': did you mean '@mount'?", "~@mout");
    assertRefused("there is no system call 'raed': did you mean 'read'?", "raed");
  }

  @Test
  void listThatForbidsEveryLaunchIsRefused() {
    String refusal = "nothing could be launched without execve";
    assertRefused(refusal, "~execve");
    assertRefused(refusal, "~@default");
    assertRefused(refusal, "@system-service ~@default");
    assertRefused(refusal, "@system-service execve:1");
  }
}
