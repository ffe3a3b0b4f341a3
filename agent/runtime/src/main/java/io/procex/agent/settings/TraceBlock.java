package io.procex.agent.settings;

import java.util.Arrays;
import java.util.List;

/** Adds the variables of a launch's trace to the settings of its child. */
public final class TraceBlock {
  private static final int NO_FLAGS = 0;

  private TraceBlock() {}

  /** The block with a list for each group at its end. */
  public static byte[] add(byte[] block, List<List<String>> groups) {
    byte[] all = block;
    for (List<String> group : groups) {
      byte[] setting =
          SettingsBlock.encode(SettingNumbers.TRACE, NO_FLAGS, SettingsBlock.list(group));
      int end = all.length;
      all = Arrays.copyOf(all, end + setting.length);
      System.arraycopy(setting, 0, all, end, setting.length);
    }
    return all;
  }
}
