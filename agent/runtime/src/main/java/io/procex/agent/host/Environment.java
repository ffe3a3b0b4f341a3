package io.procex.agent.host;

import io.procex.agent.shared.ProcSelf;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment that the process was started with. {@code System.getenv} would load ProcessImpl
 * on JDK 25, and with it ASM and the bridge, at the start of every JVM.
 */
public final class Environment {
  private Environment() {}

  /** Returns the variables whose names begin with the prefix, and their values. */
  public static Map<String, String> startingWith(String prefix) {
    Map<String, String> found = new HashMap<>();
    try {
      for (String entry : ProcSelf.read("environ").split("\0", -1)) {
        int equals = entry.indexOf('=');
        if (equals > 0 && entry.startsWith(prefix)) {
          found.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
      }
    } catch (IOException noProc) {
      for (Map.Entry<String, String> entry : System.getenv().entrySet()) {
        if (entry.getKey().startsWith(prefix)) {
          found.put(entry.getKey(), entry.getValue());
        }
      }
    }
    return found;
  }
}
