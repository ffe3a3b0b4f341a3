package io.procex.agent.start;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reserves low descriptors at the start of the JVM, before the application opens thousands of its
 * own. Java can do that without the native library, which is loaded at the first launch and then
 * takes the numbers over.
 */
public final class LowDescriptors {
  /** All below 64 but the standard streams: the unit in which the kernel copies its table. */
  private static final int COUNT = 61;

  /** LEAST_LIMIT of native/src/slots_reserve.c. */
  private static final long LEAST_LIMIT = 512;

  /** Held until the core has taken them over: a stream that is collected closes its number. */
  private static final List<FileInputStream> STREAMS = new ArrayList<>();

  private LowDescriptors() {}

  /** Reserves what it can; the core opens what is missing, or takes another rung. */
  public static synchronized void reserve() {
    if (!mayOpenMany()) {
      return;
    }
    File nothing = new File("/dev/null"); // looks at its path once, and not for each stream
    try {
      while (STREAMS.size() < COUNT) {
        STREAMS.add(new FileInputStream(nothing));
      }
    } catch (IOException e) {
      return; // no /dev, or no descriptor left
    }
  }

  /** Not by OpenFilesLimit: a class more would be half a millisecond of each JVM's start. */
  private static boolean mayOpenMany() {
    try {
      String limits = ProcSelf.read("limits");
      int row = limits.indexOf(ProcSelf.OPEN_FILES);
      String columns = limits.substring(row + ProcSelf.OPEN_FILES.length()).trim();
      String soft = columns.substring(0, columns.indexOf(' '));
      return row >= 0 && (soft.equals("unlimited") || Long.parseLong(soft) >= LEAST_LIMIT);
    } catch (IOException | RuntimeException untold) { // a security manager's, or a sandbox's text
      return false;
    }
  }

  /** Closes what the core has not taken over; it has taken the numbers out of the others. */
  public static synchronized void release() {
    for (FileInputStream stream : STREAMS) {
      try {
        stream.close();
      } catch (IOException e) {
        // Closing what was only read from does not fail, and nobody could mend it.
      }
    }
    STREAMS.clear();
  }

  /** Those that are held. */
  public static synchronized FileDescriptor[] all() throws IOException {
    FileDescriptor[] descriptors = new FileDescriptor[STREAMS.size()];
    for (int i = 0; i < descriptors.length; i++) {
      descriptors[i] = STREAMS.get(i).getFD();
    }
    return descriptors;
  }
}
