package io.procex.agent.attach;

import io.procex.agent.options.AgentOptions;
import io.procex.agent.options.LimitNofile;
import io.procex.agent.settings.ChildSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How the options of a second attachment differ from those in force. */
final class OptionChanges {
  private final List<String> effective = new ArrayList<>();
  private final List<String> tooLate = new ArrayList<>();

  /**
   * Compares them.
   *
   * @param libraryLoaded whether it is too late to say where the native library comes from
   */
  OptionChanges(AgentOptions before, AgentOptions after, boolean libraryLoaded) {
    compare("strict", before.strict(), after.strict(), effective);
    compare("LimitNOFILE", text(before.limitNofile()), text(after.limitNofile()), effective);
    compare("children", before.stripsChildren(), after.stripsChildren(), effective);
    compareSettings(inForce(before), inForce(after));
    compare("log", before.log(), after.log(), effective);
    List<String> ofLibrary = libraryLoaded ? tooLate : effective;
    compare("native", before.nativePath(), after.nativePath(), ofLibrary);
    compare("tmpdir", before.tmpdir(), after.tmpdir(), ofLibrary);
  }

  private static void compare(String key, Object before, Object after, List<String> changes) {
    if (!Objects.equals(before, after)) {
      changes.add(key);
    }
  }

  private void compareSettings(Map<String, String> before, Map<String, String> after) {
    Set<String> keys = new LinkedHashSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (String key : keys) {
      compare(key, before.get(key), after.get(key), effective);
    }
  }

  private static Map<String, String> inForce(AgentOptions options) {
    ChildSettings settings = options.childSettings();
    return settings == null ? Collections.<String, String>emptyMap() : settings.inForce();
  }

  private static String text(LimitNofile limit) {
    return limit.soft() + ":" + limit.hard() + ":" + limit.onlyLower();
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
