package io.procex.agent.settings;

import io.procex.agent.filter.CallFilter;
import java.util.Map;

/**
 * The system calls that a child with some settings cannot make. For a command; no launch needs it.
 */
public final class DeniedCalls {
  private final CallFilter filter; // null if all calls can be made

  private DeniedCalls(CallFilter filter) {
    this.filter = filter;
  }

  /** Finds them. The texts are settings in force: see {@link ChildSettings#inForce}. */
  public static DeniedCalls of(Map<String, String> settings) {
    return new DeniedCalls(SystemCallSettings.filter(new SettingValues(new InForce(settings))));
  }

  /** Whether none of a group such as {@code @clock} can be made, or not that one call. */
  public boolean includeAll(String name) {
    return filter != null && filter.deniesAll(name);
  }

  /** Texts that were read before, and so have no mistakes. */
  private static final class InForce implements Values {
    private final Map<String, String> settings;

    InForce(Map<String, String> settings) {
      this.settings = settings;
    }

    @Override
    public String text(String key) {
      return settings.get(key);
    }

    @Override
    public String malformed(String key, String expected) {
      throw new IllegalArgumentException(key + ": " + expected);
    }
  }
}
