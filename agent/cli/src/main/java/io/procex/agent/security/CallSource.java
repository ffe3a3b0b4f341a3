package io.procex.agent.security;

import io.procex.agent.settings.DeniedCalls;
import java.util.HashMap;
import java.util.Map;

/** Finds out which system calls are denied, once for equal settings: each time reads two tables. */
final class CallSource {
  private final Map<Map<String, String>, DeniedCalls> known = new HashMap<>();

  /** Those that these settings deny together; other settings are passed over. */
  DeniedCalls deniedBy(Map<String, String> settings, String... keys) {
    Map<String, String> chosen = new HashMap<>();
    for (String key : keys) {
      if (settings.containsKey(key)) {
        chosen.put(key, settings.get(key));
      }
    }
    return known.computeIfAbsent(chosen, DeniedCalls::of);
  }
}
