package io.procex.agent.nativelib;

import io.procex.agent.host.AgentLog;
import io.procex.agent.record.Errno;
import io.procex.agent.settings.ChildSettings;
import io.procex.agent.settings.LeafPlace;
import io.procex.agent.settings.Setting;
import io.procex.agent.settings.TimeLimit;
import java.util.HashSet;
import java.util.Set;

/**
 * Gives the bridge the settings of children. The log names each setting that cannot be applied
 * once.
 */
public class LaunchSettings implements ProcexSettings {
  private static final byte[] NOTHING = {};

  private final byte[] block;
  private final ChildSettings settings; // null if there are none
  private final ProcexTimeLimit timeLimit;
  private final Set<Integer> told = new HashSet<>();

  LaunchSettings(ChildSettings settings) {
    this.settings = settings;
    this.block = settings == null ? NOTHING : settings.block();
    this.timeLimit = settings == null ? null : of(settings.timeLimit());
  }

  private static ProcexTimeLimit of(TimeLimit limit) {
    return limit == null
        ? null
        : new ProcexTimeLimit(
            limit.setting(),
            limit.required(),
            limit.time(),
            limit.signal(),
            limit.patience(),
            limit.lastSignal(),
            limit.group(),
            of(limit.leaf()));
  }

  private static ProcexLeafPlace of(LeafPlace leaf) {
    return leaf == null ? null : new ProcexLeafPlace(leaf.path(), leaf.ends());
  }

  /** Returns null if there is nothing to apply. traced: whether children get the current trace. */
  public static ProcexSettings of(ChildSettings settings, boolean traced) {
    ChildSettings wanted = settings == null || settings.isEmpty() ? null : settings;
    if (traced) {
      return new TracedSettings(wanted);
    }
    return wanted == null ? null : new LaunchSettings(wanted);
  }

  @Override
  public byte[] block() {
    return block;
  }

  @Override
  public final String requirement() {
    return settings == null ? null : settings.requirement();
  }

  @Override
  public final String obstacle() {
    return settings == null ? null : settings.obstacle();
  }

  @Override
  public final ProcexTimeLimit timeLimit() {
    return timeLimit;
  }

  @Override
  public final String setting(int number) {
    return settings == null ? Setting.nameOf(number) : settings.nameOf(number);
  }

  @Override
  public final void missed(int setting, int errno) {
    if (isNews(setting << 16 | errno)) {
      AgentLog.line(setting(setting) + " cannot be applied to children: " + Errno.name(errno));
    }
  }

  private synchronized boolean isNews(int failure) {
    return told.add(failure);
  }
}
