package io.procex.agent.start;

import io.procex.agent.shared.ProcSelf;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.annotation.Native;
import java.util.ArrayList;
import java.util.List;

/**
 * Reserves low descriptors at the start of the JVM, before the application opens thousands of its
 * own. Java can open them before the native library is loaded, which happens at the first launch;
 * the library then takes the numbers over. Until then, programs that HotSpot starts itself
 * (OnError) inherit them, like everything else that Java opens.
 */
public final class LowDescriptors {
  /** The kernel copies a table of descriptors in units of this size. */
  private static final int BOUND = 64;

  /**
   * All numbers below the bound but the standard streams. Used if /proc does not tell which are
   * free.
   */
  private static final int COUNT = 61;

  /** With a lower limit on open files, the application needs the numbers itself. */
  @Native private static final long LEAST_LIMIT = 512;

  /**
   * What the library takes over at the first launch: see jni_first.c. A static field, because the
   * library has no other way to find them. It gives away no rights, since the descriptors are open
   * on /dev/null.
   */
  @SuppressWarnings("UnusedVariable") // native code reads it
  private static FileDescriptor[] handedOver;

  /**
   * The open streams. They are held until the core has taken them over, because a stream closes its
   * descriptor when it is garbage collected.
   */
  private final List<FileInputStream> streams = new ArrayList<>();

  LowDescriptors() {}

  /** Opens what it can. The core opens the rest later, or uses another rung. */
  public synchronized void reserve() {
    if (!mayOpenMany()) {
      return;
    }
    File nothing = new File("/dev/null"); // one object, so that its path is checked only once
    int free = countFree();
    try {
      while (streams.size() < free) {
        streams.add(new FileInputStream(nothing));
      }
    } catch (Exception e) { // by name, IOException would be loaded: 0.2 ms
      return; // no /dev, or no descriptor is left
    }
  }

  /** How many numbers below the bound are free. Opening more would reserve numbers above it. */
  private static int countFree() {
    String[] open = new File("/proc/self/fd").list();
    if (open == null) {
      return COUNT;
    }
    int free = BOUND + 1; // the descriptor that has read the list is free again
    for (String number : open) {
      free -= Integer.parseInt(number) < BOUND ? 1 : 0;
    }
    return free;
  }

  /**
   * Closes them if the limit was lowered since the start. It closes one first, because reading the
   * limit takes a descriptor.
   */
  public synchronized void yieldToLowLimit() {
    if (streams.isEmpty()) {
      return;
    }
    close(streams.remove(streams.size() - 1));
    if (!mayOpenMany()) {
      release();
    }
  }

  /**
   * Whether the limit leaves room for them. OpenFilesLimit would read it too, but loading one more
   * class takes half a millisecond of each JVM's start.
   */
  private static boolean mayOpenMany() {
    try {
      String limits = ProcSelf.read("limits");
      int row = limits.indexOf(ProcSelf.OPEN_FILES);
      String columns = limits.substring(row + ProcSelf.OPEN_FILES.length()).trim();
      String soft = columns.substring(0, columns.indexOf(' '));
      return row >= 0 && (soft.equals("unlimited") || Long.parseLong(soft) >= LEAST_LIMIT);
    } catch (Exception untold) { // a security manager, or a sandbox's text
      return false;
    }
  }

  /** Closes those that the core has not taken over. The streams of the others hold -1 by then. */
  public synchronized void release() {
    for (FileInputStream stream : streams) {
      close(stream);
    }
    streams.clear();
  }

  private static void close(FileInputStream stream) {
    try {
      stream.close();
    } catch (Exception e) {
      // Closing a stream that was only read from does not fail.
    }
  }

  /** Hands them to the library, which checks each number: another file may have it by now. */
  synchronized void handOver() {
    try {
      handedOver = all();
    } catch (Exception closed) {
      release();
    }
  }

  /** The descriptors that are held. */
  public synchronized FileDescriptor[] all() throws IOException {
    FileDescriptor[] descriptors = new FileDescriptor[streams.size()];
    for (int i = 0; i < descriptors.length; i++) {
      descriptors[i] = streams.get(i).getFD();
    }
    return descriptors;
  }
}
