package io.procex.agent.filter;

import io.procex.agent.shared.LibraryResource;
import io.procex.agent.shared.NearestName;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The numbers of system calls on one CPU, from a table that was made from the kernel's headers. */
final class SystemCalls {
  private static final String NONE = "-";
  private static final String ARCHITECTURE = "audit-arch";

  private final Map<String, String> numbers = new HashMap<>();
  private final int architecture;
  private final SystemCallGroups groups = new SystemCallGroups();

  /** Reads the numbers for this machine. */
  SystemCalls() {
    this(LibraryResource.cpu());
  }

  SystemCalls(String cpu) {
    for (String name : groups.known()) {
      numbers.put(name, NONE);
    }
    List<String> lines = Table.lines("syscalls.txt");
    int column = column(lines.get(0).split(" ", -1), cpu);
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.split(" ", -1);
      numbers.put(words[0], words[column]);
    }
    architecture = (int) Long.parseLong(numbers.remove(ARCHITECTURE));
  }

  private static int column(String[] heads, String cpu) {
    int column = Arrays.asList(heads).indexOf(cpu);
    if (column < 0) {
      throw new IllegalArgumentException("the numbers of system calls on " + cpu + " are unknown");
    }
    return column;
  }

  /** The CPU's number, AUDIT_ARCH_ of linux/audit.h. Calls of a 32-bit program have another one. */
  int architecture() {
    return architecture;
  }

  /**
   * The number of a call; null if this CPU lacks it. Newer CPUs lack calls that have a successor,
   * such as open.
   */
  Integer number(String name) {
    String number = numbers.get(name);
    if (number == null) {
      String hint = NearestName.hint(name, new TreeSet<>(numbers.keySet()));
      throw new IllegalArgumentException("there is no system call '" + name + "'" + hint);
    }
    return number.equals(NONE) ? null : Integer.valueOf(number);
  }

  /**
   * The numbers of a call or of a group of calls. As with systemd, one list serves all CPUs: calls
   * that this CPU lacks are passed over.
   */
  BitSet numbers(String name) {
    if (name.startsWith("@")) {
      return ofThose(groups.calls(name));
    }
    number(name); // or an exception
    return ofThose(Collections.singleton(name));
  }

  /** The numbers of all calls that this CPU is known to have. */
  BitSet known() {
    return ofThose(numbers.keySet());
  }

  private BitSet ofThose(Collection<String> names) {
    BitSet found = new BitSet();
    for (String name : names) {
      String number = numbers.getOrDefault(name, NONE);
      if (!number.equals(NONE)) {
        found.set(Integer.parseInt(number));
      }
    }
    return found;
  }
}
