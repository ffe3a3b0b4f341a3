package io.procex.agent.learning;

import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the records contain about one program. */
final class LearnedProgram {
  private static final int MOST_CALLERS = 200;
  private static final int MOST_NAMES = 3;

  final String executable;
  final SortedMap<String, Long> callers = new TreeMap<>();

  /** Symbolic links by which the program was executed. */
  final Set<String> links = new TreeSet<>();

  /**
   * The last parts of all paths by which it was executed. A multi-call binary chooses its applet by
   * them.
   */
  final Set<String> names = new TreeSet<>();

  long launches;
  long byOthers; // launches whose caller is not recorded, or beyond the limit on callers
  Instant first;
  Instant last;

  LearnedProgram(String executable) {
    this.executable = executable;
  }

  /** Counts a launch. Caller and time may be null. */
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

  /** Whether all names are known, and one of them is not the file's own. */
  boolean hasOtherNames() {
    boolean areOwn = names.size() == 1 && names.contains(lastPart(executable));
    return !areOwn && names.size() <= MOST_CALLERS;
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
