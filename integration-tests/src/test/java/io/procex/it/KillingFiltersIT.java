package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.procex.hosts.LaunchThrice;
import io.procex.it.support.Artifacts;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import io.procex.it.support.Result;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Seccomp filters that kill for a call that the stock JDK does without. All calls that the core
 * makes go through native/tests/filters_test.c; in JVMs, integration-tests/filter-table tries them.
 */
@Execution(ExecutionMode.CONCURRENT)
class KillingFiltersIT {
  private static final String SHARED = Result.launchedByCore(3);
  private static final String PRIVATE = "3 close-range, 0 failed, 0 fallbacks";
  private static final String WALK = "3 proc-walk, 0 failed, 0 fallbacks";
  private static final String BY_THE_JDK = "0 failed, 3 fallbacks";

  static Stream<Arguments> filters() {
    List<List<String>> filters =
        List.of(
            List.of("dup3=KILL", BY_THE_JDK),
            List.of("dup3=TRAP", BY_THE_JDK),
            List.of("clone=KILL", SHARED),
            List.of("rt_sigpending=KILL", SHARED),
            List.of("rt_sigpending=ENOSYS", SHARED),
            List.of("epoll_create1=KILL_THREAD", SHARED),
            List.of("pidfd_send_signal=KILL", SHARED),
            List.of("fstat=KILL", PRIVATE),
            List.of("clock_gettime=KILL", SHARED),
            List.of("close_range=KILL_THREAD", WALK));
    return Jdk.some().stream()
        .flatMap(
            jdk -> filters.stream().map(filter -> Arguments.of(jdk, filter.get(0), filter.get(1))));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void launchesAsWithoutTheAgent(Jdk jdk, String filter, String fate) throws Exception {
    Result with = underFilter(HostJvm.withAgent(jdk), filter);
    if (!isWell(with)) { // some builds of the JDK cannot do without clock_gettime or fstat
      Result without = underFilter(HostJvm.stock(jdk), filter);
      assertFalse(isWell(without), with.toString());
      return;
    }
    assertEquals(fate, with.line("agent "), with.toString());
  }

  private static boolean isWell(Result result) {
    return result.out().contains("well 3\n");
  }

  /** The wrapper leaves no core file of a JVM behind. */
  private static Result underFilter(HostJvm host, String filter) throws Exception {
    String script = "ulimit -c 0; exec \"$@\"";
    return host.by("/bin/sh", "-c", script, "sh", Artifacts.fault().toString(), filter, "--")
        .run(LaunchThrice.class);
  }
}
