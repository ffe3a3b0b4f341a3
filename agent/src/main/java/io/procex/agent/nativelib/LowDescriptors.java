package io.procex.agent.nativelib;

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
  /** SLOTS_RESERVED of native/src/slots.h. */
  private static final int COUNT = 13;

  /** Held for ever: a stream that is collected would close a number that the core uses. */
  private static final List<FileInputStream> STREAMS = new ArrayList<>();

  private LowDescriptors() {}

  /** Reserves what it can; the core opens what is missing. */
  public static synchronized void reserve() {
    try {
      while (STREAMS.size() < COUNT) {
        STREAMS.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException e) {
      return; // no /dev, or no descriptor left: the core tries again, or takes another rung
    }
  }

  static synchronized FileDescriptor[] all() throws IOException {
    FileDescriptor[] descriptors = new FileDescriptor[STREAMS.size()];
    for (int i = 0; i < descriptors.length; i++) {
      descriptors[i] = STREAMS.get(i).getFD();
    }
    return descriptors;
  }
}
