package io.procex.agent.settings;

import io.procex.agent.record.Errno;
import java.util.BitSet;

/** Which system calls the child may make, by a seccomp filter. */
final class SystemCallSettings {
  private static final int MOST_ERRNO = 4095;

  /** Calls that any program needs to start and end, on any CPU. They are always allowed. */
  private static final String ALWAYS =
      "arch_prctl brk clock_getres clock_gettime clock_nanosleep execve exit exit_group futex"
          + " get_robust_list getegid geteuid getgid getgroups getpgid getpgrp getpid getppid"
          + " getrandom getresgid getresuid getrlimit getsid gettid gettimeofday getuid membarrier"
          + " mmap mprotect munmap nanosleep pause prlimit64 restart_syscall rseq rt_sigreturn"
          + " sched_getaffinity sched_yield set_robust_list set_tid_address time";

  private SystemCallSettings() {}

  static void encode(SettingValues values, SettingsBlock block) {
    Integer errno = values.read(Setting.SYSTEM_CALL_ERROR_NUMBER, SystemCallSettings::errno);
    int denied = errno == null ? BpfProgram.KILL_PROCESS : BpfProgram.ERRNO | errno;
    BpfProgram program =
        values.read(
            Setting.SYSTEM_CALL_FILTER,
            text -> text.startsWith("~") ? allBut(text.substring(1), denied) : only(text, denied));
    if (program != null) {
      byte[] code = program.toBytes();
      byte[] value = new byte[Long.BYTES + code.length];
      SettingsBlock.over(value).putLong(code.length / BpfProgram.INSTRUCTION).put(code);
      block.add(Setting.SYSTEM_CALL_FILTER, value);
    }
  }

  private static BpfProgram only(String names, int denied) {
    SystemCalls calls = new SystemCalls();
    BitSet listed = numbers(calls, names + " " + ALWAYS);
    return new BpfProgram(calls.architecture(), listed, BpfProgram.ALLOW, denied);
  }

  private static BpfProgram allBut(String names, int denied) {
    for (String name : Words.split(names)) {
      if (name.equals("execve") || name.equals("exit_group")) {
        throw new IllegalArgumentException("nothing could be launched without " + name);
      }
    }
    SystemCalls calls = new SystemCalls();
    return new BpfProgram(calls.architecture(), numbers(calls, names), denied, BpfProgram.ALLOW);
  }

  /**
   * The numbers of the named calls. As with systemd, one list serves all CPUs: calls that this CPU
   * lacks are ignored.
   */
  static BitSet numbers(SystemCalls calls, String names) {
    BitSet numbers = new BitSet();
    for (String name : Words.split(names)) {
      Integer number = calls.number(name);
      if (number != null) {
        numbers.set(number);
      }
    }
    return numbers;
  }

  /** Reads the name or number of an errno; null for {@code kill}. */
  private static Integer errno(String text) {
    if (text.equals("kill")) {
      return null;
    }
    for (int errno = 1; errno <= MOST_ERRNO; errno++) {
      if (text.equals(Errno.name(errno)) || text.equals(Integer.toString(errno))) {
        return errno;
      }
    }
    throw new IllegalArgumentException("expected an errno such as EPERM, or kill");
  }
}
