package java.lang;

import java.util.function.Consumer;

/** Settings of a child whose time is limited, or that leads a group, and its launch. */
final class ProcexLimited extends ProcexUnderTest.Settings {
  static final int SETTING = 21;

  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;
  private static final long NEVER = -1;

  /** Of a child that leads a group and may run for ever. */
  static final ProcexTimeLimit GROUP =
      new ProcexTimeLimit(SETTING, false, NEVER, SIGTERM, NEVER, SIGKILL, true, null);

  private final ProcexTimeLimit limit;
  private final Consumer<String> told;

  /** Tells what is missed as the setting and the errno. */
  ProcexLimited(ProcexTimeLimit limit, Consumer<String> told) {
    super(new byte[0]);
    this.limit = limit;
    this.told = told;
  }

  /** Of a child that gets SIGTERM after so many nanoseconds, and no other signal. */
  static ProcexTimeLimit after(long time, boolean required) {
    return new ProcexTimeLimit(SETTING, required, time, SIGTERM, NEVER, SIGKILL, false, null);
  }

  /** A lifetime that no launch has announced. */
  static ProcexLifetime lifetime(ProcexTimeLimit limit, long pid) {
    ProcexLifetime lifetime = new ProcexLifetime(limit, new ProcexUnderTest.Settings(new byte[0]));
    lifetime.pid = (int) pid;
    lifetime.pidfd = ProcexCore.pidfd((int) pid, 0);
    return lifetime;
  }

  @Override
  public ProcexTimeLimit timeLimit() {
    return limit;
  }

  @Override
  public void missed(int setting, int errno) {
    told.accept(setting + " " + errno);
  }

  ProcexLifetime launched(long pid) {
    return launched(pid, ProcexCore.pidfd((int) pid, 0), 0);
  }

  /** As after a launch: the JDK has not handed the child over yet. */
  ProcexLifetime launched(long pid, int pidfd, int leaf) {
    ProcexLifetime lifetime = ProcexLifetime.expect(this);
    int[] outcome = new int[ProcexNumbers.OUTCOME_SIZE_WITH_SETTINGS];
    outcome[ProcexNumbers.OUTCOME_PIDFD] = pidfd;
    outcome[ProcexNumbers.OUTCOME_LEAF] = leaf;
    ProcexLifetime.launched(lifetime, (int) pid, outcome, null);
    return lifetime;
  }
}
