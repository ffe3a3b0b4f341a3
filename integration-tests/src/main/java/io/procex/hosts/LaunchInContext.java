package io.procex.hosts;

import org.apache.logging.log4j.ThreadContext;

/** The same with the ids in a logger's context, as OpenTelemetry's loggers put them there. */
public final class LaunchInContext {
  private LaunchInContext() {}

  public static void main(String[] ids) throws Exception {
    ThreadContext.put("other", "x");
    new ProcessBuilder("/bin/true").start().waitFor();
    ThreadContext.put("trace_id", ids[0]);
    ThreadContext.put("span_id", ids[1]);
    new ProcessBuilder("/bin/true").start().waitFor();
    Status.print();
  }
}
