package io.procex.agent.diagnostics;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.options.LogOptions;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts what the JVM has open, in the thread that writes records, moments after the launch. That
 * takes a system call for each descriptor; so that it never takes more than a tenth of a thread's
 * time, records that come quickly share one count.
 */
final class DescriptorCount {
  private static final int MOST_LISTED = 64;
  private static final int SHARE_OF_TIME = 10;

  /** The thread of each sink may make one, and all share it. */
  private static DescriptorCount latest;

  private final long open;
  private final long inheritable;
  private final List<String> list;

  /** When the next one may be made. */
  private long nextAt;

  private DescriptorCount(boolean listed) {
    int[] counts = new int[2];
    int[] numbers = new int[listed ? MOST_LISTED : 0];
    if (Bridge.control().descriptors(counts, numbers) != 0) {
      open = -1;
      inheritable = -1;
      list = new ArrayList<>();
      return;
    }
    open = counts[0];
    inheritable = counts[1];
    list = new ArrayList<>();
    for (int i = 0; i < Math.min(numbers.length, counts[1]); i++) {
      list.add(numbers[i] + " " + NativeText.of(Bridge.control().target(numbers[i])));
    }
  }

  /** Puts the count into a record, where it is asked for and to be had. */
  static void put(Record record, LogOptions options) {
    if (options.descriptors().equals("none")) {
      return;
    }
    try {
      DescriptorCount count = current(options.descriptors().equals("list"));
      if (count.open >= 0) {
        record.put(Field.DESCRIPTORS_OPEN, count.open);
        record.put(Field.DESCRIPTORS_INHERITABLE, count.inheritable);
        record.put(Field.DESCRIPTORS, count.list);
      }
    } catch (LinkageError noLibrary) {
      // A launch that was left to the JDK for want of it.
    }
  }

  private static synchronized DescriptorCount current(boolean listed) {
    long now = System.nanoTime();
    if (latest == null || now - latest.nextAt >= 0) {
      latest = new DescriptorCount(listed);
      long end = System.nanoTime();
      latest.nextAt = end + SHARE_OF_TIME * (end - now);
    }
    return latest;
  }
}
