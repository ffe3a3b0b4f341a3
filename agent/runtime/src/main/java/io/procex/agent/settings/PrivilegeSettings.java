package io.procex.agent.settings;

/** Settings about the child's capabilities, its keys, and what it can gain. */
final class PrivilegeSettings {
  private PrivilegeSettings() {}

  static void encode(SettingValues values, SettingsBlock block) {
    Long bounding = values.read(Setting.CAPABILITY_BOUNDING_SET, Capabilities::set);
    if (bounding != null) {
      block.add(Setting.CAPABILITY_BOUNDING_SET, bounding);
    }
    Long ambient = values.read(Setting.AMBIENT_CAPABILITIES, PrivilegeSettings::ambient);
    if (ambient != null && bounding != null && (ambient & ~bounding) != 0) {
      values.malformed(
          Setting.AMBIENT_CAPABILITIES, "CapabilityBoundingSet takes one of them away");
    } else if (ambient != null) {
      block.add(Setting.AMBIENT_CAPABILITIES, ambient);
    }
    Integer keyring =
        values.read(
            Setting.KEYRING_MODE, text -> Words.place(text, "inherit", "private", "shared"));
    if (keyring != null && keyring != 0) {
      block.add(Setting.KEYRING_MODE, keyring);
    }
    LabelSettings.encode(values, block); // before NoNewPrivileges, as systemd does
    ProcessSettings.encodeFlag(values, block, Setting.NO_NEW_PRIVILEGES);
  }

  /** A list of exceptions would name capabilities that the JVM does not have. */
  private static long ambient(String text) {
    if (text.startsWith("~")) {
      throw new IllegalArgumentException("expected names of capabilities, or none");
    }
    return Capabilities.set(text);
  }
}
