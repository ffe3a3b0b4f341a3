package io.procex.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.procex.hosts.LaunchThrice;
import io.procex.hosts.TellEntry;
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

/** The native entry under seccomp filters that kill for a call of the core, or refuse it. */
@Execution(ExecutionMode.CONCURRENT)
class NativeEntryFiltersIT {
  static Stream<Arguments> filters() {
    List<List<String>> filters =
        List.of(
            List.of("close_range=KILL", "3", "0"),
            List.of("close_range=KILL_THREAD", "3", "0"),
            List.of("close_range=EPERM", "3", "0"),
            List.of("clone=KILL", "3", "0"),
            List.of("clone3=KILL", "3", "0"),
            List.of("dup3=KILL", "0", "3"),
            List.of("fstat=KILL", "3", "0"),
            List.of("clock_gettime=KILL", "3", "0"),
            List.of("memfd_create=KILL", "3", "0"));
    return Jdk.some().stream()
        .flatMap(jdk -> filters.stream().map(f -> Arguments.of(jdk, f.get(0), f.get(1), f.get(2))));
  }

  /** With sweep=launch, which makes one of the calls in the JVM itself. */
  @ParameterizedTest
  @MethodSource("filters")
  void killingFilterLeavesTheJvmAlive(Jdk jdk, String filter, String launched, String handed)
      throws Exception {
    Result with = underFilter(HostJvm.withEntry(jdk, "sweep=launch"), filter);
    if (!with.out().contains("well 3\n")) { // some JDKs cannot do without that call
      Result without = underFilter(HostJvm.stock(jdk), filter);
      assertTrue(!without.out().contains("well 3\n"), with.toString());
      return;
    }
    assertEquals("", with.err());
    assertEquals(launched, with.line("entry launched "), with::toString);
    assertEquals(handed, with.line("entry handed "), with::toString);
    assertEquals(filter.startsWith("close_range"), with.out().contains(",sweep=off\n"), filter);
    assertEquals(filter.startsWith("close_range"), with.out().contains("sweep=launch is not"));
  }

  /** The wrapper leaves no core file of a JVM behind. */
  private static Result underFilter(HostJvm host, String filter) throws Exception {
    String script = "ulimit -c 0; exec \"$@\"";
    return host.by("/bin/sh", "-c", script, "sh", Artifacts.fault().toString(), filter, "--")
        .run(TellEntry.class, LaunchThrice.class.getName());
  }
}
