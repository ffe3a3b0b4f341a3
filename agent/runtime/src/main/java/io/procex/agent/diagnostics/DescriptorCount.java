package io.procex.agent.diagnostics;

import io.procex.agent.bridge.Bridge;
import io.procex.agent.options.LogOptions;
import io.procex.agent.record.Field;
import io.procex.agent.record.Record;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts what the JVM has open, in the thread that writes records, moments after the launch.
 * Counting takes a system call for each descriptor. So that it never takes more than a tenth of a
 * thread's time, records in quick succession share one count, and so do the threads of all sinks.
 */
final class DescriptorCount {
  private static final int MOST_LISTED = 64;
  private static final int SHARE_OF_TIME = 10;

  private boolean failed;
  private long open;
  private long inheritable;
  private List<String> list;
  private boolean made;

  /** The time before which the last count is used again. */
  private long nextAt;

  /** Puts the count into a record, if that is asked for and the library can count. */
  synchronized void put(Record record, LogOptions options) {
    if (options.descriptors().equals("none")) {
      return;
    }
    try {
      renew(options.descriptors().equals("list"));
      if (!failed) {
        record.put(Field.DESCRIPTORS_OPEN, open);
        record.put(Field.DESCRIPTORS_INHERITABLE, inheritable);
        record.put(Field.DESCRIPTORS, list);
      }
    } catch (LinkageError noLibrary) {
      // The launch fell back to the JDK because there is no library.
    }
  }

  private void renew(boolean listed) {
    long now = System.nanoTime();
    if (!made || now - nextAt >= 0) {
      count(listed);
      made = true;
      long end = System.nanoTime();
      nextAt = end + SHARE_OF_TIME * (end - now);
    }
  }

  private void count(boolean listed) {
    int[] counts = new int[2];
    int[] numbers = new int[listed ? MOST_LISTED : 0];
    failed = Bridge.control().descriptors(counts, numbers) != 0;
    open = counts[0];
    inheritable = counts[1];
    list = new ArrayList<>();
    for (int i = 0; !failed && i < Math.min(numbers.length, counts[1]); i++) {
      list.add(numbers[i] + " " + NativeText.of(Bridge.control().target(numbers[i])));
    }
  }
}
