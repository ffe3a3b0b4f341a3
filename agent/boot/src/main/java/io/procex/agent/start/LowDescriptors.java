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
 * own. Java can do that without the native library, which is loaded at the first launch and then
 * takes the numbers over. Until then they are inherited by what HotSpot starts itself (OnError), as
 * all is that Java opens.
 */
public final class LowDescriptors {
  /** The unit in which the kernel copies its table. */
  private static final int BOUND = 64;

  /** All below it but the standard streams, where nothing tells which are free. */
  private static final int COUNT = 61;

  /** Of open files: with less, the application needs its numbers itself. */
  @Native private static final long LEAST_LIMIT = 512;

  /**
   * What the library takes over at the first launch, which it does at once: see jni_first.c. That
   * has no other way to this, and a descriptor of /dev/null gives nobody a right.
   */
  @SuppressWarnings("UnusedVariable") // native code reads it
  private static FileDescriptor[] handedOver;

  /** Held until the core has taken them over: a stream that is collected closes its number. */
  private final List<FileInputStream> streams = new ArrayList<>();

  LowDescriptors() {}

  /** Reserves what it can; the core opens what is missing, or takes another rung. */
  public synchronized void reserve() {
    if (!mayOpenMany()) {
      return;
    }
    File nothing = new File("/dev/null"); // looks at its path once, and not for each stream
    int free = countFree();
    try {
      while (streams.size() < free) {
        streams.add(new FileInputStream(nothing));
      }
    } catch (IOException e) {
      return; // no /dev, or no descriptor left
    }
  }

  /** How many numbers below the bound are free; so nothing lies above it. */
  private static int countFree() {
    String[] open = new File("/proc/self/fd").list();
    if (open == null) {
      return COUNT;
    }
    int free = BOUND + 1; // the list's own number is free again
    for (String number : open) {
      free -= Integer.parseInt(number) < BOUND ? 1 : 0;
    }
    return free;
  }

  /**
   * Closes them where the limit was lowered since the start. The first is closed to see that: the
   * limit cannot be read without a descriptor.
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
  public synchronized void release() {
    for (FileInputStream stream : streams) {
      close(stream);
    }
    streams.clear();
  }

  private static void close(FileInputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // Closing what was only read from does not fail, and nobody could mend it.
    }
  }

  /** Has the library take them over: their numbers may be another file's by now, and it looks. */
  synchronized void handOver() {
    try {
      handedOver = all();
    } catch (IOException closed) {
      release();
    }
  }

  /** Those that are held. */
  public synchronized FileDescriptor[] all() throws IOException {
    FileDescriptor[] descriptors = new FileDescriptor[streams.size()];
    for (int i = 0; i < descriptors.length; i++) {
      descriptors[i] = streams.get(i).getFD();
    }
    return descriptors;
  }
}
