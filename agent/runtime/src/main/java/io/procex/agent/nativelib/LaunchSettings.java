package io.procex.agent.nativelib;

import io.procex.agent.host.AgentLog;
import io.procex.agent.record.Errno;
import io.procex.agent.settings.ChildSettings;
import io.procex.agent.settings.Knob;
import java.util.HashSet;
import java.util.Set;

/**
 * Gives the bridge the settings of children. The log names each setting that cannot be applied
 * once.
 */
public final class LaunchSettings implements ProcexSettings {
  private final byte[] block;
  private final ChildSettings settings;
  private final Set<Integer> told = new HashSet<>();

  private LaunchSettings(ChildSettings settings) {
    this.settings = settings;
    this.block = settings.block();
  }

  /** Returns null if there is nothing to apply. */
  public static ProcexSettings of(ChildSettings settings) {
    return settings == null || settings.isEmpty() ? null : new LaunchSettings(settings);
  }

  @Override
  public byte[] block() {
    return block;
  }

  @Override
  public String requirement() {
    return settings.requirement();
  }

  @Override
  public String obstacle() {
    return settings.obstacle();
  }

  @Override
  public String knob(int number) {
    return Knob.nameOf(number);
  }

  @Override
  public void missed(int knob, int errno) {
    if (isNews(knob << 16 | errno)) {
      AgentLog.line(Knob.nameOf(knob) + " cannot be applied to children: " + Errno.name(errno));
    }
  }

  private synchronized boolean isNews(int failure) {
    return told.add(failure);
  }
}
