package io.procex.agent.filter;

import java.util.Arrays;

/** What systemd restricts by system calls under a name of its own. Each is on or off. */
public enum Restriction {
  /** No call maps memory that is writable and executable, or makes memory executable. */
  MEMORY_DENY_WRITE_EXECUTE {
    @Override
    public void restrict(CallFilter filter) {
      filter.deny("mmap", Argument.allBits(2, PROT_WRITE | PROT_EXEC, Action.EPERM));
      filter.deny("mprotect", Argument.anyBit(2, PROT_EXEC, Action.EPERM));
      filter.deny("pkey_mprotect", Argument.anyBit(2, PROT_EXEC, Action.EPERM));
      filter.deny("shmat", Argument.anyBit(2, SHM_EXEC, Action.EPERM));
      filter.deny(
          "personality",
          Argument.anyBitUnless(0, Personality.QUERY, Personality.READ_IMPLIES_EXEC, Action.EPERM));
    }
  },
  /** The execution domain stays as it is. */
  LOCK_PERSONALITY {
    @Override
    public void restrict(CallFilter filter) {
      Integer[] allowed = {Personality.current(), Personality.QUERY};
      filter.deny("personality", Argument.otherThan(0, Arrays.asList(allowed), Action.EPERM));
    }
  },
  /** No scheduling at a priority that keeps everything else from running. */
  RESTRICT_REALTIME {
    @Override
    public void restrict(CallFilter filter) {
      Integer[] allowed = {SCHED_OTHER, SCHED_BATCH, SCHED_IDLE};
      filter.deny(
          "sched_setscheduler", Argument.otherThan(1, Arrays.asList(allowed), Action.EPERM));
      filter.deny("sched_setattr", Action.EPERM); // its policy is in memory
    }
  },
  /** No call gives a file a set-user-ID or set-group-ID bit. */
  RESTRICT_SUID_SGID {
    @Override
    public void restrict(CallFilter filter) {
      for (String call : new String[] {"chmod", "fchmod", "mkdir", "mknod", "creat"}) {
        filter.deny(call, Argument.anyBit(1, SET_ID_BITS, Action.EPERM));
      }
      for (String call : new String[] {"fchmodat", "fchmodat2", "mkdirat", "mknodat"}) {
        filter.deny(call, Argument.anyBit(2, SET_ID_BITS, Action.EPERM));
      }
      filter.deny("open", Argument.anyBits(1, O_CREAT_OR_TMPFILE, 2, SET_ID_BITS, Action.EPERM));
      filter.deny("openat", Argument.anyBits(2, O_CREAT_OR_TMPFILE, 3, SET_ID_BITS, Action.EPERM));
      filter.deny("openat2", Action.ENOSYS); // its mode is in memory
      denyWayRound(filter);
    }
  },
  /** The machine's clocks are not set. */
  PROTECT_CLOCK {
    @Override
    public void restrict(CallFilter filter) {
      filter.deny("@clock", Action.EPERM);
    }
  },
  /** No kernel module is loaded or unloaded. */
  PROTECT_KERNEL_MODULES {
    @Override
    public void restrict(CallFilter filter) {
      filter.deny("@module", Action.EPERM);
    }
  },
  /** The kernel's log is neither read nor cleared. */
  PROTECT_KERNEL_LOGS {
    @Override
    public void restrict(CallFilter filter) {
      filter.deny("syslog", Action.EPERM);
    }
  },
  /** The machine's name is not set. */
  PROTECT_HOSTNAME {
    @Override
    public void restrict(CallFilter filter) {
      filter.deny("sethostname", Action.EPERM);
      filter.deny("setdomainname", Action.EPERM);
    }
  };

  private static final int PROT_WRITE = 2;
  private static final int PROT_EXEC = 4;
  private static final int SHM_EXEC = 0100000;
  private static final int SCHED_OTHER = 0;
  private static final int SCHED_BATCH = 3;
  private static final int SCHED_IDLE = 5;
  private static final int SET_ID_BITS = 06000;
  private static final int O_CREAT_OR_TMPFILE = 0100 | 020000000;

  /** Adds to a filter what it denies. */
  public abstract void restrict(CallFilter filter);

  /** io_uring opens files and sockets without those calls. Programs do without it. */
  static void denyWayRound(CallFilter filter) {
    filter.deny("io_uring_setup", Action.ENOSYS);
  }
}
