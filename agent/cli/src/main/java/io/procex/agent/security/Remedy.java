package io.procex.agent.security;

import io.procex.agent.settings.Setting;
import io.procex.agent.shared.Flag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings that make a child able to do less. They only add: no other value is replaced. */
final class Remedy {
  private static final List<Remedy> ALL = read();
  private static final String FILTER = Setting.SYSTEM_CALL_FILTER.key();
  private static final String BOUNDING = Setting.CAPABILITY_BOUNDING_SET.key();

  /** What to know of them, for people; empty for nothing. */
  final String note;

  private final Map<String, String> settings = new LinkedHashMap<>();
  private final String first;

  private Remedy(String... columns) {
    for (String setting : columns[0].split(" \\| ", -1)) {
      int equals = setting.indexOf('=');
      settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    first = settings.keySet().iterator().next();
    note = columns[1];
  }

  private static List<Remedy> read() {
    List<Remedy> all = new ArrayList<>();
    for (String[] row : Table.rows("remedies.txt")) {
      all.add(new Remedy(row));
    }
    return Collections.unmodifiableList(all);
  }

  /** All of them. Of two that lower the exposure equally, the first one is taken. */
  static List<Remedy> all() {
    return ALL;
  }

  /** The settings that change, with their new texts; none if it cannot be applied. */
  Map<String, String> changes(Child child) {
    Map<String, String> changes = new LinkedHashMap<>();
    boolean isTaken = isSet(child.settings().get(first)) && !first.equals(FILTER);
    if (isTaken || isInVain(child)) {
      return changes;
    }
    settings.forEach(
        (key, text) -> {
          String now = child.settings().get(key);
          if (!isSet(now)) {
            changes.put(key, text);
          } else if (key.equals(FILTER)) {
            changes.put(key, joined(now, text, child));
          }
        });
    return changes;
  }

  private static boolean isSet(String text) {
    return text != null && !Flag.is(false, text);
  }

  /** Whether the setting would be skipped. */
  private boolean isInVain(Child child) {
    return first.equals(BOUNDING) && !child.jvm().canDropCapabilities();
  }

  /** A list of system calls that denies these groups too. */
  private static String joined(String list, String added, Child child) {
    StringBuilder joined = new StringBuilder(list);
    boolean takesOut = list.startsWith("~") || list.contains(" ~");
    for (String group : added.substring(1).split(" ", -1)) {
      if (!child.deniedByList().includeAll(group)) {
        joined.append(takesOut ? " " : " ~").append(group);
        takesOut = true;
      }
    }
    return joined.toString();
  }
}
