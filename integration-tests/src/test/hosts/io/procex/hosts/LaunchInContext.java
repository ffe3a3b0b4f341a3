package io.procex.hosts;

import org.slf4j.MDC;

/** Launches with trace ids in a logger's context, where OpenTelemetry's loggers put them. */
public final class LaunchInContext {
  private LaunchInContext() {}

  public static void main(String[] ids) throws Exception {
    MDC.put("other", "x");
    new ProcessBuilder("/bin/true").start().waitFor();
    MDC.put("trace_id", ids[0]);
    MDC.put("span_id", ids[1]);
    new ProcessBuilder("/bin/true").start().waitFor();
    Status.print();
  }
}
