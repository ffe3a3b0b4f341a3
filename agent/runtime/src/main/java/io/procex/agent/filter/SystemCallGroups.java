package io.procex.agent.filter;

import io.procex.agent.shared.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** systemd's groups of system calls, such as {@code @system-service}. */
final class SystemCallGroups {
  private static final String ALL = "@known";

  private final Map<String, List<String>> members = new HashMap<>();

  SystemCallGroups() {
    for (String line : Table.lines("syscall-groups.txt")) {
      List<String> words = Arrays.asList(line.split(" ", -1));
      members.put(words.get(0), words.subList(1, words.size()));
    }
  }

  /** The calls in a group, of all CPUs. */
  Set<String> calls(String group) {
    Set<String> calls = new LinkedHashSet<>();
    addAll(group, calls);
    return calls;
  }

  /** Adds the calls in a group. The table has no group that contains itself. */
  private void addAll(String group, Set<String> calls) {
    List<String> words = members.get(group);
    if (words == null) {
      String hint = NearestName.hint(group, members.keySet());
      throw new IllegalArgumentException("there is no group '" + group + "'" + hint);
    }
    for (String word : words) {
      if (word.startsWith("@")) {
        addAll(word, calls);
      } else {
        calls.add(word);
      }
    }
  }

  /** All calls that any CPU has. */
  List<String> known() {
    return new ArrayList<>(calls(ALL));
  }
}
