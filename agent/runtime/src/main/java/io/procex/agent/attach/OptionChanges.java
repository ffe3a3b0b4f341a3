package io.procex.agent.attach;

import io.procex.agent.options.AgentOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How the options of a second attachment differ from those in force. */
final class OptionChanges {
  private static final List<String> OF_LIBRARY = Arrays.asList("native", "tmpdir");

  /** It is as it was at the start, whatever is attached. */
  private static final String OF_START = "lockdown";

  private final List<String> effective = new ArrayList<>();
  private final List<String> tooLate = new ArrayList<>();

  /**
   * Compares them.
   *
   * @param libraryLoaded whether it is too late to choose where the native library comes from
   */
  OptionChanges(AgentOptions before, AgentOptions after, boolean libraryLoaded) {
    Map<String, String> old = before.inForce();
    Map<String, String> now = after.inForce();
    Set<String> keys = new LinkedHashSet<>(now.keySet());
    keys.addAll(old.keySet()); // settings are listed only if they are set
    keys.remove(OF_START);
    for (String key : keys) {
      if (!Objects.equals(now.get(key), old.get(key))) {
        boolean late = libraryLoaded && OF_LIBRARY.contains(key);
        (late ? tooLate : effective).add(key);
      }
    }
  }

  /** The options that have another value from now on. */
  List<String> effective() {
    return effective;
  }

  /** The options that can no longer change in this JVM. */
  List<String> tooLate() {
    return tooLate;
  }
}
