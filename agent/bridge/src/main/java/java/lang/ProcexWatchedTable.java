package java.lang;

import java.lang.ProcexReaperState.Watched;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Processes by the numbers of their pidfds, in rows. What is taken out needs no memory; and since a
 * thread may be stopped at each instruction (see {@link ProcexStop}), one assignment puts a process
 * in or takes it out, and the count is never too small.
 */
final class ProcexWatchedTable {
  private static final int ROW = 64;

  private Watched[][] rows = new Watched[4][];

  /** Right, or too large until {@link #all} has counted. */
  private int size;

  /** About how many there are. */
  int size() {
    return size;
  }

  /** What was there under its number, or null. */
  Watched put(Watched process) {
    Watched[] row = row(process.pidfd / ROW);
    Watched before = row[process.pidfd % ROW];
    if (before == null) {
      size++;
    }
    row[process.pidfd % ROW] = process;
    return before;
  }

  private Watched[] row(int number) {
    if (number >= rows.length) {
      rows = Arrays.copyOf(rows, Math.max(number + 1, 2 * rows.length));
    }
    if (rows[number] == null) {
      rows[number] = new Watched[ROW];
    }
    return rows[number];
  }

  /** The one with that number, or null. */
  Watched get(int pidfd) {
    int number = pidfd / ROW;
    return number >= rows.length || rows[number] == null ? null : rows[number][pidfd % ROW];
  }

  /** Takes it out. */
  Watched remove(int pidfd) {
    Watched found = get(pidfd);
    if (found != null) {
      rows[pidfd / ROW][pidfd % ROW] = null;
      size--;
    }
    return found;
  }

  List<Watched> all() {
    List<Watched> found = new ArrayList<>();
    for (Watched[] row : rows) {
      for (int i = 0; row != null && i < ROW; i++) {
        if (row[i] != null) {
          found.add(row[i]);
        }
      }
    }
    size = found.size();
    return found;
  }
}
