package io.procex.agent.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestrictionsTest {
  private static final String EPERM = "1";
  private static final String ENOSYS = "38";
  private static final String EAFNOSUPPORT = "97";
  private static final int UNIX = 1;
  private static final int INET = 2;
  private static final int NETLINK = 16;
  private static final int TIPC = 30;

  private static Filtered families(String text) {
    return Filtered.by(text, AddressFamilies::restrict);
  }

  private static Filtered namespaces(String text) {
    return Filtered.by(text, Namespaces::allowOnly);
  }

  private static void assertRefused(
      String expected, String text, BiConsumer<List<String>, CallFilter> reader) {
    CallFilter filter = new CallFilter(new SystemCalls("x86_64"));
    List<String> words = Arrays.asList(text.split(" ", -1));
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> reader.accept(words, filter));
    assertEquals(expected, refused.getMessage());
  }

  @Test
  void familiesThatAreNamedAreTheOnlyOnes() {
    Filtered filter = families("AF_UNIX AF_NETLINK");
    assertEquals(Filtered.ALLOWED, filter.call("socket", UNIX));
    assertEquals(Filtered.ALLOWED, filter.call("socket", NETLINK));
    assertEquals(EAFNOSUPPORT, filter.call("socket", INET));
    assertEquals(EAFNOSUPPORT, filter.call("socket", 0));
    assertEquals(Filtered.ALLOWED, filter.call("connect", 3));
  }

  @Test
  void noneLeavesNoSocketButPairsOfThisProcess() {
    Filtered filter = families("none");
    assertEquals(EAFNOSUPPORT, filter.call("socket", UNIX));
    assertEquals(EAFNOSUPPORT, filter.call("socket", INET));
    assertEquals(Filtered.ALLOWED, filter.call("socketpair", UNIX));
    assertEquals(EAFNOSUPPORT, filter.call("socketpair", TIPC));
  }

  @Test
  void socketsOfIpAreDeniedAndNoOthers() {
    Filtered filter = Filtered.by("any", AddressFamilies::denyIp);
    for (int family : new int[] {INET, 10, 17, 21, 33, 43, 44}) {
      assertEquals(EPERM, filter.call("socket", family));
    }
    for (int family : new int[] {UNIX, NETLINK, TIPC}) {
      assertEquals(Filtered.ALLOWED, filter.call("socket", family));
    }
    assertEquals(ENOSYS, filter.call("io_uring_setup", 1));
    assertRefused(
        "expected any: a system call's filter sees no address",
        "10.0.0.0/8",
        AddressFamilies::denyIp);
  }

  @Test
  void familiesBehindATildeAreDenied() {
    Filtered filter = families("~AF_INET AF_UNIX");
    assertEquals(EAFNOSUPPORT, filter.call("socket", INET));
    assertEquals(EAFNOSUPPORT, filter.call("socket", UNIX));
    assertEquals(Filtered.ALLOWED, filter.call("socketpair", UNIX));
    assertEquals(Filtered.ALLOWED, filter.call("socket", NETLINK));
  }

  /** A ring makes sockets, and opens files, without the calls that are filtered. */
  @Test
  void ringsAreNoWayRound() {
    assertEquals(ENOSYS, families("none").call("io_uring_setup"));
    Filtered files = Filtered.on("x86_64", Restriction.RESTRICT_SUID_SGID::restrict);
    assertEquals(ENOSYS, files.call("io_uring_setup"));
  }

  /** The kernel takes the lower half alone. */
  @Test
  void upperHalfOfAnArgumentHidesNothing() {
    assertEquals(EAFNOSUPPORT, families("AF_UNIX").call("socket", 1L << 32 | INET));
    assertEquals(Filtered.ALLOWED, families("AF_UNIX").call("socket", 1L << 32 | UNIX));
  }

  @Test
  void namespacesAreRestrictedBySystemdsNames() {
    Filtered netAlone = namespaces("net");
    assertEquals(Filtered.ALLOWED, netAlone.call("unshare", 0x40000000));
    assertEquals(EPERM, netAlone.call("unshare", 0x40000000 | 0x10000000));
    assertEquals(EPERM, netAlone.call("unshare", 0x80));
    assertEquals(Filtered.ALLOWED, netAlone.call("unshare", 0x400));
    assertEquals(EPERM, netAlone.call("setns", 3, 0));
    assertEquals(EPERM, netAlone.call("setns", 3, 0x20000000));
    assertEquals(Filtered.ALLOWED, netAlone.call("setns", 3, 0x40000000));
    assertEquals(ENOSYS, netAlone.call("clone3"));
    assertEquals(EPERM, netAlone.call("unshare", 0x00100000)); // a mount namespace, since 7.1
    Filtered allButUser = namespaces("~user");
    assertEquals(EPERM, allButUser.call("clone", 0x10000000 | 17));
    assertEquals(Filtered.ALLOWED, allButUser.call("clone", 0x40000000 | 17));
  }

  /** The flag of time namespaces would be a part of the signal. */
  @Test
  void ordinaryClonesAreAllowed() {
    Filtered none = Filtered.on("x86_64", Namespaces::denyAll);
    assertEquals(Filtered.ALLOWED, none.call("clone", 0x3d0f00));
    assertEquals(Filtered.ALLOWED, none.call("clone", 0xff));
  }

  @ParameterizedTest
  @CsvSource({
    "MEMORY_DENY_WRITE_EXECUTE, mmap, 0, 4096, 7, 34, 1",
    "MEMORY_DENY_WRITE_EXECUTE, mmap, 0, 4096, 6, 34, 1",
    "MEMORY_DENY_WRITE_EXECUTE, mmap, 0, 4096, 5, 34, allowed",
    "MEMORY_DENY_WRITE_EXECUTE, mmap, 0, 4096, 3, 34, allowed",
    "MEMORY_DENY_WRITE_EXECUTE, mprotect, 0, 4096, 5, 0, 1",
    "MEMORY_DENY_WRITE_EXECUTE, mprotect, 0, 4096, 3, 0, allowed",
    "MEMORY_DENY_WRITE_EXECUTE, pkey_mprotect, 0, 4096, 4, 0, 1",
    "MEMORY_DENY_WRITE_EXECUTE, shmat, 0, 0, 32768, 0, 1",
    "MEMORY_DENY_WRITE_EXECUTE, personality, 4194304, 0, 0, 0, 1",
    "MEMORY_DENY_WRITE_EXECUTE, personality, 8, 0, 0, 0, allowed",
    "MEMORY_DENY_WRITE_EXECUTE, personality, 4294967295, 0, 0, 0, allowed",
    "LOCK_PERSONALITY, personality, 4294967295, 0, 0, 0, allowed",
    "LOCK_PERSONALITY, personality, 8388608, 0, 0, 0, 1",
    "RESTRICT_REALTIME, sched_setscheduler, 0, 0, 0, 0, allowed",
    "RESTRICT_REALTIME, sched_setscheduler, 0, 5, 0, 0, allowed",
    "RESTRICT_REALTIME, sched_setscheduler, 0, 1, 0, 0, 1",
    "RESTRICT_REALTIME, sched_setscheduler, 0, 2, 0, 0, 1",
    "RESTRICT_REALTIME, sched_setscheduler, 0, 1073741825, 0, 0, 1",
    "RESTRICT_REALTIME, sched_setattr, 0, 0, 0, 0, 1",
    "RESTRICT_SUID_SGID, fchmodat, 0, 0, 2541, 0, 1",
    "RESTRICT_SUID_SGID, fchmodat, 0, 0, 1517, 0, 1",
    "RESTRICT_SUID_SGID, fchmodat, 0, 0, 493, 0, allowed",
    "RESTRICT_SUID_SGID, fchmod, 0, 2541, 0, 0, 1",
    "RESTRICT_SUID_SGID, openat, 0, 0, 64, 2541, 1",
    "RESTRICT_SUID_SGID, openat, 0, 0, 0, 2541, allowed",
    "RESTRICT_SUID_SGID, openat, 0, 0, 64, 493, allowed",
    "RESTRICT_SUID_SGID, openat, 0, 0, 4259840, 2541, 1",
    "RESTRICT_SUID_SGID, openat2, 0, 0, 0, 0, 38",
    "PROTECT_CLOCK, clock_settime, 0, 0, 0, 0, 1",
    "PROTECT_CLOCK, clock_gettime, 0, 0, 0, 0, allowed",
    "PROTECT_KERNEL_MODULES, finit_module, 0, 0, 0, 0, 1",
    "PROTECT_KERNEL_LOGS, syslog, 0, 0, 0, 0, 1",
    "PROTECT_HOSTNAME, sethostname, 0, 0, 0, 0, 1"
  })
  void eachRestrictsItsCallsOnBothCpus(
      Restriction one, String name, long a, long b, long c, long d, String expected) {
    for (String cpu : new String[] {"x86_64", "aarch64"}) {
      Filtered filter = Filtered.on(cpu, one::restrict);
      assertEquals(expected, filter.call(name, a, b, c, d), cpu);
      assertEquals(Filtered.ALLOWED, filter.call("execve"), cpu);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chmod", "mkdir", "creat", "mknod"})
  void callsThatX8664AloneHasAreRestrictedToo(String name) {
    Filtered filter = Filtered.on("x86_64", Restriction.RESTRICT_SUID_SGID::restrict);
    assertEquals(EPERM, filter.call(name, 0, 04755));
    assertEquals(Filtered.ALLOWED, filter.call(name, 0, 0755));
  }

  @Test
  void allTogetherIsOneFilterInWhichEachHolds() {
    Filtered all =
        Filtered.on(
            "x86_64",
            filter -> {
              for (Restriction one : Restriction.values()) {
                one.restrict(filter);
              }
              Namespaces.denyAll(filter);
              AddressFamilies.restrict(Arrays.asList("AF_UNIX"), filter);
              CallList.add(Arrays.asList("~mmap"), filter, Action.KILL_PROCESS, how -> 0);
            });
    assertEquals(Filtered.KILLED, all.call("mmap", 0, 4096, 3));
    assertEquals(EPERM, all.call("mprotect", 0, 4096, 5));
    assertEquals(EAFNOSUPPORT, all.call("socket", INET));
    assertEquals(EPERM, all.call("unshare", 0x10000000));
    assertEquals(Filtered.ALLOWED, all.call("openat", 0, 0, 64, 0644));
  }

  @Test
  void unknownNamesAreNamedWithTheNearest() {
    assertRefused(
        "there is no address family 'AF_INT': did you mean 'AF_INET'?",
        "AF_UNIX AF_INT",
        AddressFamilies::restrict);
    assertRefused(
        "expected yes, no, or some of cgroup ipc mnt net pid time user uts: did you mean 'user'?",
        "usr",
        Namespaces::allowOnly);
  }
}
