package io.procex.agent.security;

import io.procex.agent.settings.DeniedCalls;
import io.procex.agent.settings.Setting;
import io.procex.agent.shared.Flag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A child of which it is asked what it could do: its settings, and what it has from its JVM. */
public final class Child {
  private static final String FILTER = Setting.SYSTEM_CALL_FILTER.key();
  private static final String FAILURE = Setting.SYSTEM_CALL_ERROR_NUMBER.key();

  /** The settings that deny calls whatever their arguments. */
  private static final String[] DENYING = {
    FILTER,
    FAILURE,
    Setting.PROTECT_CLOCK.key(),
    Setting.PROTECT_KERNEL_MODULES.key(),
    Setting.PROTECT_KERNEL_LOGS.key(),
    Setting.PROTECT_HOSTNAME.key()
  };

  /** Those that make a filter of system calls, of any kind, unless they are switched off. */
  private static final Setting[] FILTERING = {
    Setting.SYSTEM_CALL_FILTER,
    Setting.SYSTEM_CALL_ARCHITECTURES,
    Setting.RESTRICT_ADDRESS_FAMILIES,
    Setting.IP_ADDRESS_DENY,
    Setting.RESTRICT_NAMESPACES,
    Setting.RESTRICT_REALTIME,
    Setting.RESTRICT_SUID_SGID,
    Setting.MEMORY_DENY_WRITE_EXECUTE,
    Setting.LOCK_PERSONALITY,
    Setting.PROTECT_CLOCK,
    Setting.PROTECT_KERNEL_MODULES,
    Setting.PROTECT_KERNEL_LOGS,
    Setting.PROTECT_HOSTNAME
  };

  private final Map<String, String> settings;
  private final JvmFacts jvm;
  private final CallSource calls;
  private final FileAccess files;

  private DeniedCalls deniedByList; // null until somebody asks, as the next one
  private DeniedCalls denied;

  /** Takes the settings in force, by their names. */
  Child(Map<String, String> settings, JvmFacts jvm, CallSource calls) {
    this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    this.jvm = jvm;
    this.calls = calls;
    this.files = new FileAccess(this);
  }

  /** The same child with other settings. */
  Child with(Map<String, String> others) {
    return new Child(others, jvm, calls);
  }

  Map<String, String> settings() {
    return settings;
  }

  /** What it has from its JVM. */
  public JvmFacts jvm() {
    return jvm;
  }

  /** The text of a setting; null if it is not set. */
  String text(Setting setting) {
    return settings.get(setting.key());
  }

  boolean isOn(String flag) {
    return Flag.is(true, settings.get(flag));
  }

  FileAccess files() {
    return files;
  }

  /** The system calls that SystemCallFilter denies, which is all that systemd looks at. */
  DeniedCalls deniedByList() {
    if (deniedByList == null) {
      deniedByList = calls.deniedBy(settings, FILTER, FAILURE);
    }
    return deniedByList;
  }

  /** The system calls that any setting denies. */
  DeniedCalls denied() {
    if (denied == null) {
      denied = calls.deniedBy(settings, DENYING);
    }
    return denied;
  }

  /** Whether there is a filter. Each ends a process that makes calls of another architecture. */
  boolean isFiltered() {
    List<Setting> filtering = new ArrayList<>();
    for (Setting setting : FILTERING) {
      if (text(setting) != null && !Flag.is(false, text(setting))) {
        filtering.add(setting);
      }
    }
    return !filtering.isEmpty();
  }

  Kept capabilities() {
    return Kept.of(text(Setting.CAPABILITY_BOUNDING_SET));
  }

  /** Whether no program gives it that capability. */
  boolean lacks(String capability) {
    boolean isTaken = jvm.canDropCapabilities() && !capabilities().includes(capability);
    return isTaken || isUnprivileged();
  }

  Kept families() {
    return Kept.of(text(Setting.RESTRICT_ADDRESS_FAMILIES));
  }

  /**
   * Whether no program gives it a capability: it is not root, gains nothing by exec, and its JVM
   * has none to hand down. If nobody has looked at the JVM, AmbientCapabilities=none has to do.
   */
  boolean isUnprivileged() {
    Boolean has = jvm.hasCapabilities();
    boolean getsNone = has == null ? "none".equals(text(Setting.AMBIENT_CAPABILITIES)) : !has;
    return !jvm.mayBeRoot() && isOn(Setting.NO_NEW_PRIVILEGES.key()) && getsNone;
  }
}
