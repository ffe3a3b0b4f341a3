package io.procex.it.hardening;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.procex.hosts.LaunchAndCompare;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;

/** Hosts whose children are given settings, and which must not change themselves by that. */
final class Hardened {
  private Hardened() {}

  /** What a child of that host reports of itself; see native/tests/report_child.c. */
  static Result report(Jdk jdk, String... options) throws Exception {
    return run(HostJvm.withAgent(jdk, options), Artifacts.reportChild().toString());
  }

  static Result shell(Jdk jdk, String script, String... options) throws Exception {
    return run(HostJvm.withAgent(jdk, options), "sh", "-c", script);
  }

  /** Every child through the core, nothing on stderr, the JVM unchanged. */
  static Result run(HostJvm host, String... command) throws Exception {
    Result result = host.run(LaunchAndCompare.class, command);
    assertEquals("", result.err(), host.toString());
    assertEquals("unchanged", result.line("own "), host.toString());
    return result;
  }
}
