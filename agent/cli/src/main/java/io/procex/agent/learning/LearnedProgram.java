package io.procex.agent.learning;

import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What records say of one program. */
final class LearnedProgram {
  private static final int MOST_CALLERS = 200;
  private static final int MOST_NAMES = 3;

  final String executable;
  final SortedMap<String, Long> callers = new TreeMap<>();

  /** Other paths under which it was executed: symbolic links. */
  final Set<String> links = new TreeSet<>();

  /** The last parts of all paths under which it was executed: what a multi-call binary goes by. */
  final Set<String> names = new TreeSet<>();

  long launches;
  long byOthers; // callers that are not recorded, or one too many
  Instant first;
  Instant last;

  LearnedProgram(String executable) {
    this.executable = executable;
  }

  /** Counts a launch; caller and time may be null. */
  void add(String path, String caller, Instant time) {
    launches++;
    if (names.size() <= MOST_CALLERS) {
      names.add(lastPart(path));
    }
    if (!path.equals(executable) && links.size() < MOST_NAMES) {
      links.add(path);
    }
    if (caller != null && (callers.containsKey(caller) || callers.size() < MOST_CALLERS)) {
      callers.merge(caller, 1L, Long::sum);
    } else {
      byOthers++;
    }
    if (time != null) {
      first = first == null || time.isBefore(first) ? time : first;
      last = last == null || time.isAfter(last) ? time : last;
    }
  }

  /** Whether the names are all known, and one of them is not the file's own. */
  boolean hasOtherNames() {
    boolean areOwn = names.size() == 1 && names.contains(lastPart(executable));
    return !areOwn && names.size() <= MOST_CALLERS;
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
