package io.procex.bench.host;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;
import java.util.Arrays;

/** What all living threads have allocated, by an interface that HotSpot has beyond Java's own. */
final class Allocation {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Method bytes;

  Allocation() throws ReflectiveOperationException {
    bytes =
        Class.forName("com.sun.management.ThreadMXBean")
            .getMethod("getThreadAllocatedBytes", long[].class);
  }

  /** A thread that ends takes what it has allocated with it; reapers live on for a minute. */
  long bytes() throws ReflectiveOperationException {
    long[] allocated = (long[]) bytes.invoke(threads, (Object) threads.getAllThreadIds());
    return Arrays.stream(allocated).filter(value -> value > 0).sum();
  }
}
