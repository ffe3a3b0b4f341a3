package io.procex.agent.settings;

import java.util.Collections;
import java.util.Map;

/** The settings of a child. Immutable. */
public final class ChildSettings {
  private final byte[] block;
  private final Map<String, String> inForce;
  private final Map<String, String> written;
  private final LimitNofile limitNofile;
  private final TimeLimit timeLimit;
  private final String requirement;
  private final String obstacle;

  private ChildSettings(SettingValues values, Requirement required, String requiredText) {
    SettingsBlock encoded = new SettingsBlock(values, required);
    EnvironmentSettings.encode(values, encoded);
    Cgroups groups = ProcessSettings.encode(values, encoded);
    timeLimit = LifeSettings.encode(values, encoded, required, groups);
    SchedulingSettings.encode(values, encoded);
    LimitSettings.encode(values, encoded);
    LimitNofile openFiles = LimitSettings.encodeOpenFiles(values, encoded);
    limitNofile = openFiles == null ? LimitNofile.SELECT_SAFE : openFiles;
    PrivilegeSettings.encode(values, encoded);
    PathSettings.encode(values, encoded);
    ProcessSettings.encodeFlag(values, encoded, Setting.IGNORE_SIGPIPE);
    SystemCallSettings.encode(values, encoded);
    block = encoded.toBytes();
    Map<String, String> map = values.inForce();
    if (requiredText != null) {
      map.put(Requirement.KEY, requiredText);
    }
    inForce = Collections.unmodifiableMap(map);
    written = Collections.unmodifiableMap(values.written());
    requirement = requiredText == null ? null : Requirement.KEY + "=" + requiredText;
    obstacle = obstacle(values, required);
  }

  /** Reads the settings. Malformed ones are noted in values, and not applied. */
  public static ChildSettings read(Values values) {
    SettingValues settings = new SettingValues(values);
    Requirement required = new Requirement(values, settings.set());
    return new ChildSettings(settings, required, values.text(Requirement.KEY));
  }

  /** Why every launch fails: a required setting is malformed. Or null. */
  private String obstacle(SettingValues values, Requirement required) {
    for (Map.Entry<Setting, String> wrong : values.malformed().entrySet()) {
      if (required.includes(wrong.getKey())) {
        return wrong.getValue();
      }
    }
    boolean isAsked = values.unclearProfile() != null && requirement != null;
    return isAsked ? values.unclearProfile() : required.unclear();
  }

  /** Whether no launch needs settings or fails because of them. */
  public boolean isEmpty() {
    return block.length == 0 && obstacle == null;
  }

  /** The settings, encoded for native/src/both/settings.h. */
  public byte[] block() {
    return block.clone();
  }

  /** The limit on open files; the default if none is set. */
  public LimitNofile limitNofile() {
    return limitNofile;
  }

  /** How long the child may live, and who gets its signals; null if nobody has to know it. */
  public TimeLimit timeLimit() {
    return timeLimit;
  }

  /** Null, or the required settings, as they were written. */
  public String requirement() {
    return requirement;
  }

  /** Null, or why a required setting cannot be applied. */
  public String obstacle() {
    return obstacle;
  }

  /**
   * The texts that the settings were read from, including the profile's name. Reading them again
   * gives equal settings. The texts in force would not do: they show neither which values are the
   * profile's nor which are malformed.
   */
  public Map<String, String> written() {
    return written;
  }

  /**
   * The name that belongs to a number. If several settings are applied as one, it is the first of
   * them.
   */
  public String nameOf(int number) {
    for (Setting setting : Setting.values()) {
      if (setting.number() == number && inForce.containsKey(setting.key())) {
        return setting.key();
      }
    }
    return Setting.nameOf(number);
  }

  /** The settings in force, by name. */
  public Map<String, String> inForce() {
    return inForce;
  }
}
